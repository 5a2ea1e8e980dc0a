/** Devices to which a person's notices are pushed. */
import { deviceInput, renewalInput, renewDevice, turnOffDevice, turnOnDevice } from '#server/notices/push/devices.ts'
import { devicesPage } from '#server/notices/push/pages.ts'
import { devicesView, readDevices } from '#server/notices/push/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

export const pushRoutes: readonly Endpoint[] = [
  reads({
    path: '/inbox/devices',
    summary: 'My devices to which notices are pushed, and the public key by which a browser lets this site push.',
    who: 'signed_in',
    view: devicesView,
    read: (look, actor) => readDevices(look, actor),
    page: devicesPage,
  }),
  acts({
    path: '/inbox/devices',
    summary: 'Pushes my notices to the browser whose session this is, with what its push subscription says of itself.',
    who: 'signed_in',
    limit: { times: 30, seconds: 600 },
    input: deviceInput,
    view: devicesView,
    keepsNothing: true,
    async act(work, actor, given, { userAgent }) {
      await turnOnDevice(work, actor, { ...given, userAgent })
      return readDevices(work, actor)
    },
    respond: () => ({ location: '/inbox/devices' }),
  }),
  acts({
    path: '/inbox/devices/renewal',
    summary: 'Pushes to the new place that the push service gave this browser, in place of the former one.',
    who: 'signed_in',
    limit: { times: 30, seconds: 600 },
    input: renewalInput,
    view: devicesView,
    keepsNothing: true,
    async act(work, actor, given) {
      await renewDevice(work, actor, given)
      return readDevices(work, actor)
    },
    respond: () => ({ location: '/inbox/devices' }),
  }),
  acts({
    path: '/inbox/devices/:device/removal',
    summary: 'Pushes nothing more to one of my devices.',
    who: 'signed_in',
    view: devicesView,
    async act(work, actor, { device }) {
      await turnOffDevice(work, actor, device)
      return readDevices(work, actor)
    },
    respond: () => ({ location: '/inbox/devices', flash: 'Turned off there.' }),
  }),
]
