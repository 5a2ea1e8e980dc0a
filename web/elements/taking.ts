/** What pages with `data-take` fetch: a button that takes over what was saved meanwhile, a list that follows what one types. */
import './search-as-typed.ts'
import './take-meanwhile.ts'
