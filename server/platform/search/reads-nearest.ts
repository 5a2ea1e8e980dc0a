/** Typing errors: what people wrote in a community that is most like what was typed. */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { SearchQuery } from '#server/platform/search/query.ts'
import { languagesOf } from '#server/platform/search/reads-query.ts'
import { pairsOfWords } from '#server/platform/search/respelled.ts'
import { isUnspaced } from '#server/platform/search/terms.ts'
import type { Look } from '#server/platform/work.ts'

const nearestRow = z.object({ word: z.string(), nearest: z.array(z.string()), isClose: z.boolean() })

/** What may have been meant by a word, or by two with a blank between them. */
export interface Nearest {
  /** The likeliest first; each may be two words. */
  readonly nearest: readonly string[]
  /** The first differs in one letter, or in a blank. */
  readonly isClose: boolean
}

/**
 * For words that nothing in these communities has: what is most like each. Two letters may differ, one in a short word, three in a
 * long one; or it is two words that somebody typed as one, or the other way round. Words such as "over", which every text has and no
 * index, are neither errors nor what was meant.
 * @returns by a word, or two with a blank between them; at most three guesses each
 */
export async function nearestWords(
  look: Look,
  communityIds: readonly string[],
  query: SearchQuery,
): Promise<Map<string, Nearest>> {
  const words = query.terms.filter((term) => !term.isWithout).flatMap((term) => term.words)
  const spaced = [...new Set(words)].filter((word) => !isUnspaced(word) && word.length > 2)
  const found = await rows(look, nearestRow)`
    with language as (${languagesOf(communityIds)}), known as (
      select word, rows from search_word where community_id = any(${communityIds}::uuid[])
    ), typed as (
      select word, case when length(word) < 4 then 1 when length(word) < 9 then 2 else 3 end as most
      from unnest(${spaced}::text[]) as typed (word)
      where not exists (select from known where known.word = typed.word)
        and not exists (select from language where numnode(plainto_tsquery(config, typed.word)) = 0)
    ), alike as (
      select t.word, array_agg(near.word order by place) as nearest, min(near.differ) as differ
      from typed t cross join lateral (
        select w.word, differ, row_number() over (order by differ, alike desc, rows desc) as place
        from (
          select w.word, levenshtein_less_equal(w.word, t.word, t.most) as differ,
            similarity(word_key(w.word), word_key(t.word)) as alike, sum(w.rows) as rows
          from search_word w
          where w.community_id = any(${communityIds}::uuid[]) and word_key(w.word) % word_key(t.word)
            and levenshtein_less_equal(w.word, t.word, t.most) <= t.most
          group by w.word
        ) as w
        where not exists (select from language where numnode(plainto_tsquery(config, w.word)) = 0)
        order by place limit 3
      ) as near
      -- Another form of the same word is found by what was typed.
      where not exists (select from language
        where config <> 'simple'::regconfig and plainto_tsquery(config, near.word)::text = plainto_tsquery(config, t.word)::text)
      group by t.word
    ), parted as (
      select t.word, two.words as nearest
      from typed t cross join lateral (
        select a.word || ' ' || b.word as words
        from generate_series(3, length(t.word) - 3) as cut
        join known a on a.word = left(t.word, cut) join known b on b.word = substr(t.word, cut + 1)
        order by least(a.rows, b.rows) desc limit 1
      ) as two
    )
    select pair as word, array[replace(pair, ' ', '')] as nearest, true as "isClose"
    from unnest(${pairsOfWords(query)}::text[]) as pair
    where exists (select from known where known.word = replace(pair, ' ', ''))
    union all
    select word, case when alike.differ < 2 then array_remove(alike.nearest || parted.nearest, null) else array_remove(parted.nearest || alike.nearest, null) end,
      parted.word is not null or alike.differ < 2
    from alike full join parted using (word)`
  return new Map(found.map(({ word, ...near }) => [word, near]))
}

/** One guess for each word: the first ones, or those that come after; only the close ones, if asked for. */
export function guessed(
  found: ReadonlyMap<string, Nearest>,
  { place = 0, isClose = false }: { readonly place?: number; readonly isClose?: boolean },
): Map<string, string> {
  return new Map(
    [...found]
      .filter(([, near]) => near.isClose || !isClose)
      .map(([word, { nearest }]) => [word, nearest[Math.min(place, nearest.length - 1)] ?? word]),
  )
}
