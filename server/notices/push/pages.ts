/** The page of the devices to which notices come at once. */
import type { DevicesView } from '#server/notices/push/views.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { badge, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/inbox/devices` */
export function devicesPage(view: DevicesView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('On your devices'),
    main: html`${pageTitle({
      kicker: html`<a href="/inbox/settings">${t('Mail settings')}</a>`,
      title: t('On your devices'),
      lead: t(
        'Your phone or computer tells you at once when somebody answers or mentions you, or a Ping, an announcement or an event is new: also while no page of this site is open.',
      ),
    })}
${section({ id: 'here', title: t('On this device'), inside: here(view, screen) })}
${
  view.devices.length > 0
    ? section({
        id: 'devices',
        title: t('Where it is on'),
        inside: html`<ul class="rows">${view.devices.map((one) => deviceRow(one, screen))}</ul>`,
      })
    : null
}
<p class="soft">${t('A device may show this on its locked screen. What you mute, or turn off in the mail settings, doesn’t come here either. When you sign out on a device, nothing more comes to it.')}</p>`,
  })
}

/** What stands here is for the script to choose: only the browser knows whether it can, may, and does (web/elements/push-device.ts). */
function here({ key, devices }: DevicesView, { t }: Screen): Html {
  const isOn = devices.some(({ isHere }) => isHere)
  return html`<div class="flow" data-take="push" data-key="${key}" data-on="${String(isOn)}" role="status">
<noscript><p>${t('This needs scripts, which are off in your browser.')}</p></noscript>
<p data-push="off" hidden>${t('It is off. Your browser asks you once whether this site may show notices.')}</p>
<p data-push="on" hidden>${t('It is on. Notices come to this device.')}</p>
<p data-push="denied" hidden>${t('Your browser does not let this site show notices. Allow it in the settings of the browser for this site, then come back.')}</p>
<p data-push="never" hidden>${t('This browser shows no notices of sites. On an iPhone or iPad, first add this site to the home screen (Share, then Add to Home Screen), and open it from there.')}</p>
<p data-push="failed" hidden>${t('It did not work: the push service of your browser cannot be reached just now. Try again later.')}</p>
<div class="acts"><button type="button" class="primary" data-push="off failed" hidden>${t('Turn on here')}</button></div></div>`
}

function deviceRow(one: DevicesView['devices'][number], screen: Screen): Html {
  const { t } = screen
  const device =
    one.browser && one.system
      ? t('{browser} on {system}', { browser: one.browser, system: one.system })
      : one.browser || one.system || t('A browser')
  return html`<li class="row"><div class="said-of"><span class="title">${device}</span>${one.isHere ? html` ${badge(t('this browser'), 'good')}` : null}<p class="about">${t('On since')} ${timeTag(one.since, screen, 'day')}${one.reachedAt ? html` · ${t('last notice')} ${timeTag(one.reachedAt, screen)}` : null}</p></div><div class="after">${actButton(
    screen,
    {
      action: `/inbox/devices/${one.id}/removal`,
      label: t('Turn off'),
      longLabel: t('Turn off: {device}', { device }),
      look: 'quiet',
    },
  )}</div></li>`
}
