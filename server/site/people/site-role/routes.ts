/**
 * Endpoints of the roles that people hold on the site.
 */
import { z } from 'zod'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { shortId } from '#server/platform/ids.ts'
import { beyondSiteRole, isDeactivated } from '#server/site/people/account.ts'
import { giveSiteRole, readSiteRole } from '#server/site/people/site-role/give-site-role.ts'
import { siteRolePage } from '#server/site/people/site-role/pages.ts'
import { onlyOwnersGive, ownsAlone, siteRoleInput, siteRoleView } from '#server/site/people/site-role/site-role.ts'

const path = '/site/people/:person/site-role' as const
const who = 'manage_people'

export const siteRoleRoutes: readonly Endpoint[] = [
  reads({
    path,
    summary: 'The role that somebody holds on the site: `owner`, `admin` or `none`.',
    who,
    view: siteRoleView,
    read: (look, actor, { person }) => readSiteRole(look, actor, person),
    page: siteRolePage,
  }),
  acts({
    path,
    also: 'PUT',
    summary:
      'Gives somebody a role on the site instead of the one they hold: `owner`, `admin` or `none`. Only owners make owners, and the last one stays.',
    who,
    refusals: [beyondSiteRole, onlyOwnersGive, isDeactivated, ownsAlone],
    limit: { times: 60, seconds: 600 },
    form: path,
    input: siteRoleInput,
    view: z.object({ name: z.string() }),
    act: giveSiteRole,
    respond: ({ name }, { person }) => ({
      location: `/site/people/${shortId(person)}`,
      flash: 'The role of {name} on this site is saved.',
      values: { name },
    }),
  }),
]
