/**
 * What pages with `data-take` fetch: a button that takes over what was saved meanwhile or copies, a list that follows what one types,
 * people who are picked by name, the button that turns notices on for a device, the switch for the key that leads to the search,
 * the month of a plan.
 */
import './copy-button.ts'
import './people-picker.ts'
import './plan-month.ts'
import './push-device.ts'
import './search-as-typed.ts'
import './slash-key.ts'
import './take-meanwhile.ts'

// Whoever was quicker than this script has typed already.
const typed = document.activeElement
if (typed instanceof HTMLInputElement && typed.value !== typed.defaultValue)
  typed.dispatchEvent(new Event('input', { bubbles: true }))
