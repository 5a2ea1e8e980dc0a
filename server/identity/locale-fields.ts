/**
 * The two fields in which a site, or a person, is given a language and a time zone.
 */
import { zones } from '#server/identity/person.ts'
import { select } from '#server/platform/html/field.ts'
import { type Field, fieldRow } from '#server/platform/html/form.ts'
import { html } from '#server/platform/html/html.ts'
import { localeName } from '#server/platform/html/site-foot.ts'
import { zoneText } from '#server/platform/html/time.ts'
import { locales, type Translate } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'

/** They show what holds now. With `isNew`, a browser that runs script puts in the zone it is in. */
export function localeAndZoneFields(
  now: { locale: string; zone: string; zoneHint?: string; isNew?: true },
  { t }: Screen,
): Field {
  const fields = fieldRow([
    select({
      name: 'locale',
      label: t('Language'),
      hint: t('For people who have not chosen one.'),
      required: true,
      value: now.locale,
      options: locales().map((locale) => ({ value: locale, label: localeName(locale) })),
    }),
    select({
      name: 'zone',
      label: t('Time zone'),
      hint: now.zoneHint ?? t('Closing times are shown in this time zone.'),
      required: true,
      value: now.zone,
      options: zones().map((zone) => ({ value: zone, label: zoneText(zone) })),
    }),
  ])
  if (!now.isNew) return fields
  // A form that came back shows what was chosen.
  return (context) => (context.typed ? fields(context) : html`<own-zone>${fields(context)}</own-zone>`)
}

/** Those of one person, who may have none of their own. */
export function ownLocaleAndZone(now: { locale: string | null; timeZone: string | null }, t: Translate): Field {
  return fieldRow([
    select({
      name: 'locale',
      label: t('Language'),
      value: now.locale ?? '',
      options: [
        { value: '', label: t('As your browser is set') },
        ...locales().map((locale) => ({ value: locale, label: localeName(locale) })),
      ],
    }),
    select({
      name: 'timeZone',
      label: t('Time zone'),
      value: now.timeZone ?? '',
      options: [
        { value: '', label: t('The community’s') },
        ...zones().map((zone) => ({ value: zone, label: zoneText(zone) })),
      ],
    }),
  ])
}
