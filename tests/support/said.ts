/** What is said once, on the page that follows an act. */
import type { Answer, Client } from '#tests/support/site.ts'

/** The page an act leads to, as its browser shows it: with the cookies the act gave. */
export async function saidNext(client: Client, { headers }: Answer): Promise<string> {
  const cookie = [headers['set-cookie'] ?? []]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ')
  return (await client.get(String(headers.location), { cookie })).text
}
