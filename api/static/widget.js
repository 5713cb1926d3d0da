/*
 * <negotiation-coach>: the chat as one custom element; talks only to the server that this file came from.
 *   <script src="/widget.js" defer></script>
 *   <negotiation-coach data-starters="One question?|Another one?" theme="light"></negotiation-coach>
 * `data-starters` may be a JSON array; `theme` (light, dark) overrides the system's. Needs no inline style or script:
 * words become text nodes, and the server's HTML is copied node by node through an allow-list.
 */
(() => {
  'use strict';
  if (customElements.get('negotiation-coach')) return;

  const SCRIPT = document.currentScript;
  const BASE = new URL('.', SCRIPT?.src || document.baseURI);

  // ---------------------------------------------------------------- words

  const WORDS = {
    conversation: 'Conversation',
    welcome: 'What are you negotiating?',
    welcomeText: 'Name the company, the role and the place, and ask about pay, levels, levers or what to say.',
    starters: 'Questions to start with',
    followUps: 'Follow-up questions',
    previous: 'Your last conversation is still here.',
    reopen: 'Reopen it',
    forget: 'Delete it for good',
    forgotten: 'The conversation is deleted.',
    restoring: 'Restoring your conversation…',
    ask: 'Your question',
    placeholder: 'Ask about your offer…',
    hint: 'Enter sends, Shift + Enter starts a new line',
    send: 'Send',
    stop: 'Stop',
    stopped: 'Stopped. The answer is incomplete.',
    retry: 'Try again',
    fresh: 'New conversation',
    asked: 'You asked:',
    answer: 'The coach’s answer',
    about: 'About:',
    source: (marker, section) => `Source [${marker}]: ${section}`,
    sourceShort: 'Source',
    close: 'Close the source',
    open: 'Open in the guide',
    newTab: '(opens in a new tab)',
    quote: 'The guide’s own words',
    table: 'Table',
    figures: (count) => (count === 1 ? 'Figure' : `Figures (${count})`),
    columns: { component: 'Part of pay', place: 'Where', amount: 'Amount', kind: 'What it is', source: 'Source' },
    derived: 'Worked out from your numbers and the guide’s',
    notes: 'Good to know',
    note: 'Note:',
    wait: 'One moment…',
    stages: {
      understanding: 'Reading your question…',
      retrieving: 'Reading the guides…',
      composing: 'Writing the answer…',
      verifying: 'Checking every figure…',
    },
    statuses: {
      needs_clarification: 'A question first',
      not_in_guides: 'Not in the guides',
      out_of_scope: 'Outside pay and negotiation',
      declined: 'I won’t help with that',
    },
    components: {
      base_salary: 'Base salary',
      bonus: 'Bonus',
      equity: 'Equity',
      signing_bonus: 'Signing bonus',
      profit_share: 'Profit share',
      total_compensation: 'Total compensation',
    },
    kinds: {
      market_range: 'Market range',
      anchor: 'Opening ask',
      counter: 'Counter-offer',
      accept: 'Accept from',
      walk_away: 'Walk away below',
      competing_offer: 'Competing offer (example)',
      participation_target: 'Participation target',
      other: 'Other figure',
    },
    periods: { year: 'per year', four_years: 'over four years', once: 'one time' },
    shares: 'shares',
    noCurrency: '(currency not given)',
    offline: { title: 'The coach can’t be reached', detail: 'Check your connection, then try again.' },
    cutOff: { title: 'The answer broke off', detail: 'The connection closed before the answer was complete.' },
    failed: { title: 'Something went wrong', detail: 'The coach could not answer. Please try again.' },
  };

  // ---------------------------------------------------------------- elements

  /** One element: attributes, `on…` listeners, children (nested arrays and empty values allowed). */
  const h = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === 'function') element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  };

  const unseen = (text) => h('span', { class: 'unseen' }, text);

  const ICONS = {
    send: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
    stop: 'M7 7h10v10H7z',
    close: 'M6 6l12 12M18 6 6 18',
    note: 'M12 8v5M12 16.5v.01M12 3.5 2.5 20h19z',
    fresh: 'M12 5v14M5 12h14',
    away: 'M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9',
  };

  const icon = (name) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: `icon icon-${name}`, 'aria-hidden': 'true' }))
      svg.setAttribute(key, value);
    path.setAttribute('d', ICONS[name]);
    svg.append(path);
    return svg;
  };

  const button = (kind, onclick, ...children) => h('button', { type: 'button', class: kind, onclick }, children);

  const scroller = (table) => h('div', { class: 'scroll', role: 'group', 'aria-label': WORDS.table, tabindex: 0 }, table);

  const safeUrl = (href) => {
    try {
      const url = new URL(href, BASE);
      return ['https:', 'http:', 'mailto:'].includes(url.protocol) ? url : null;
    } catch {
      return null;
    }
  };

  const link = (href, ...children) => {
    const url = safeUrl(href);
    return url ? h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, children) : children;
  };

  // ---------------------------------------------------------------- the server's HTML, through an allow-list

  const KEEP = new Set('p br strong b em i s del code pre ul ol li blockquote hr thead tbody tr td sup sub'.split(' '));
  const DROP = new Set(
    ('script style template iframe frame object embed svg math noscript noembed noframes form input button textarea ' +
      'select option link meta base title audio video source img picture canvas dialog').split(' '),
  );

  const policy = (() => {
    try {
      return globalThis.trustedTypes?.createPolicy('negotiation-coach', { createHTML: (html) => html });
    } catch {
      return null;
    }
  })();

  /** Nodes of an inert document: nothing in it runs or loads, and `copy` takes over only what it knows. */
  const parse = (html) =>
    [...new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html').body.childNodes];

  const copy = (node, cite) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || DROP.has(node.localName)) return [];
    const tag = node.localName;
    const children = () => [...node.childNodes].map((child) => copy(child, cite));
    if (tag === 'a') {
      const marker = /^\d{1,4}$/.exec(node.dataset?.marker ?? '');
      return marker ? cite(Number(marker[0])) : link(node.getAttribute('href') ?? '', children());
    }
    if (tag === 'table') return scroller(h('table', null, children()));
    if (tag === 'th') return h('th', { scope: 'col' }, children());
    if (/^h[1-6]$/.test(tag)) return h('h3', null, children());
    if (tag === 'ol') return h('ol', { start: /^\d{1,6}$/.exec(node.getAttribute('start') ?? '')?.[0] }, children());
    return KEEP.has(tag) ? h(tag, null, children()) : children();
  };

  // ---------------------------------------------------------------- Markdown, as much as a draft or a quote needs

  const INLINE = new RegExp(
    [
      /\\([\\`*_{}[\]()#+\-.!|>~$<&"'])/, // 1 escaped
      /`([^`]+)`/, // 2 code
      /\*\*(?=\S)([\s\S]+?)\*\*/, // 3 strong
      /(?<!\w)[*_](?![\s*_])([^*_]+?)[*_](?!\w)/, // 4 emphasis
      /\[(\d{1,4})\](?!\()/, // 5 marker
      /\[([^\]]+)\]\(([^()\s]+)\)/, // 6, 7 link
    ]
      .map((part) => part.source)
      .join('|'),
    'g',
  );

  const inline = (text, cite) => {
    const nodes = [];
    let end = 0;
    for (const match of text.matchAll(INLINE)) {
      const [whole, escaped, code, strong, emphasis, marker, label, href] = match;
      nodes.push(text.slice(end, match.index));
      if (escaped) nodes.push(escaped);
      else if (code) nodes.push(h('code', null, code));
      else if (strong) nodes.push(h('strong', null, inline(strong, cite)));
      else if (emphasis) nodes.push(h('em', null, inline(emphasis, cite)));
      else if (marker) nodes.push(cite(Number(marker)));
      else nodes.push(link(href, inline(label, cite)));
      end = match.index + whole.length;
    }
    return [...nodes, text.slice(end)];
  };

  const ITEM = /^\s*(?:[-*+]|(\d{1,6})[.)])\s+/;

  const kindOf = (line) => {
    if (!line.trim()) return 'blank';
    if (/^\s*\|/.test(line)) return 'table';
    if (/^\s*>/.test(line)) return 'quote';
    if (/^#{1,6}\s/.test(line)) return 'heading';
    if (/^\s*(-{3,}|\*{3,})\s*$/.test(line)) return 'rule';
    const item = ITEM.exec(line);
    return item ? (item[1] ? 'ol' : 'ul') : 'text';
  };

  /** Runs of lines that belong together: [{kind, lines}]. */
  const blocksOf = (markdown) => {
    const blocks = [];
    let last = null;
    for (const line of markdown.split(/\r?\n/)) {
      const kind = kindOf(line);
      const joins = last && (kind === last.kind ? kind !== 'heading' : kind === 'text' && /^[ou]l$/.test(last.kind));
      if (joins) last.lines.push(line);
      else blocks.push((last = { kind, lines: [line] }));
    }
    return blocks.filter((block) => block.kind !== 'blank');
  };

  const cells = (row) =>
    row
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());

  const tableOf = (lines, cite) => {
    const headed = /^[\s|:-]+$/.test(lines[1] ?? '');
    const row = (line, tag, scope) => h('tr', null, cells(line).map((cell) => h(tag, { scope }, inline(cell, cite))));
    return h(
      'table',
      null,
      headed && h('thead', null, row(lines[0], 'th', 'col')),
      h('tbody', null, lines.slice(headed ? 2 : 0).map((line) => row(line, 'td'))),
    );
  };

  const itemsOf = (lines) =>
    lines.reduce((items, line) => {
      if (ITEM.test(line) || !items.length) items.push(line.replace(ITEM, ''));
      else items[items.length - 1] += `\n${line.trim()}`;
      return items;
    }, []);

  const blockNode = ({ kind, lines }, cite) => {
    if (kind === 'table') return scroller(tableOf(lines, cite));
    if (kind === 'rule') return h('hr');
    if (kind === 'heading') return h('h3', null, inline(lines[0].replace(/^#+\s+/, ''), cite));
    if (kind === 'quote') return h('blockquote', null, markdownNodes(lines.map((l) => l.replace(/^\s*>\s?/, '')).join('\n'), cite));
    if (kind === 'text') return h('p', null, inline(lines.join('\n'), cite));
    const start = ITEM.exec(lines[0])[1];
    return h(kind, { start: start === '1' ? null : start }, itemsOf(lines).map((item) => h('li', null, inline(item, cite))));
  };

  /** Keeps a full stop on the line of the marker before it. */
  const glue = (root) => {
    for (const marker of root.querySelectorAll('.cite')) {
      const after = marker.nextSibling;
      const stops = /^[.,;:!?)]+/.exec(after?.data ?? '')?.[0];
      if (!stops) continue;
      after.data = after.data.slice(stops.length);
      const span = h('span', { class: 'together' });
      marker.replaceWith(span);
      span.append(marker, stops);
    }
    return root;
  };

  const markdownNodes = (markdown, cite) => blocksOf(markdown).map((block) => blockNode(block, cite));

  // ---------------------------------------------------------------- amounts

  const formatters = new Map();

  const money = (amount, currency) => {
    if (!formatters.has(currency)) {
      let format = (value) => `${currency ?? ''} ${value.toLocaleString('en')}`.trim();
      try {
        const formatter = new Intl.NumberFormat('en', { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
        format = (value) => formatter.format(value);
      } catch {} // not an ISO code: the code and the number say the same
      formatters.set(currency, format);
    }
    return formatters.get(currency)(amount);
  };

  const amount = (value, unit, currency) => {
    if (unit === 'percent') return `${value.toLocaleString('en')}%`;
    if (unit === 'shares') return `${value.toLocaleString('en')} ${WORDS.shares}`;
    return currency ? money(value, currency) : `${value.toLocaleString('en')} ${WORDS.noCurrency}`;
  };

  const range = ({ low, high, unit, currency }) => {
    if (low === high) return amount(low, unit, currency);
    const first = unit === 'currency' && currency ? amount(low, unit, currency) : low.toLocaleString('en');
    return `${first}–${amount(high, unit, currency)}`;
  };

  // ---------------------------------------------------------------- what stands under an answer

  const part = (role, tag, kind, ...children) => h(tag, { role, class: kind }, children);

  /** What tells guides apart, in words: the role of `company/role-slug`, and the company where it differs. */
  const guideNames = (figures) => {
    const ids = [...new Set(figures.map((figure) => figure.guide_id))];
    const companies = new Set(ids.map((id) => id.split('/')[0]));
    const name = (id) => id.split('/').slice(companies.size > 1 ? 0 : 1).reverse().join(', ').replaceAll('-', ' ');
    return new Map(ids.length > 1 ? ids.map((id) => [id, name(id)]) : []);
  };

  const figureRow = (figure, cite, names) => {
    const place = [names.get(figure.guide_id), figure.region, figure.level].filter(Boolean).join(' · ');
    const detail = [figure.qualifier, WORDS.periods[figure.period]].filter(Boolean).join(', ');
    return part('row', 'tr', 'figure', [
      h('th', { role: 'rowheader', class: 'component', scope: 'row' }, WORDS.components[figure.component] ?? figure.component),
      part('cell', 'td', 'place', place),
      part('cell', 'td', 'amount', h('span', { class: 'number' }, range(figure)), detail && h('small', null, ` ${detail}`)),
      part('cell', 'td', 'kind', WORDS.kinds[figure.kind] ?? figure.kind),
      part('cell', 'td', 'source', cite(figure.marker)),
    ]);
  };

  const figuresView = (figures, cite) => {
    if (!figures.length) return null;
    const head = Object.entries(WORDS.columns).map(([name, label]) =>
      h('th', { role: 'columnheader', class: name, scope: 'col' }, label),
    );
    const names = guideNames(figures);
    const table = h(
      'table',
      { role: 'table', class: 'figures', 'aria-label': WORDS.figures(figures.length) },
      part('rowgroup', 'thead', null, part('row', 'tr', null, head)),
      part('rowgroup', 'tbody', null, figures.map((figure) => figureRow(figure, cite, names))),
    );
    if (figures.length === 1) return h('div', { class: 'card' }, table);
    return h('details', { class: 'card', open: figures.length <= 4 }, h('summary', null, WORDS.figures(figures.length)), table);
  };

  const formula = (text) =>
    text.replace(/\d{4,}/g, (digits) => Number(digits).toLocaleString('en')).replaceAll(' - ', ' − ').replaceAll('*', '×');

  const derivedView = (derived) =>
    derived.length > 0 &&
    h('div', { class: 'card derived' }, [
      h('p', { class: 'small' }, WORDS.derived),
      h('dl', null, derived.map((number) => h('div', null, [
        h('dt', null, number.label),
        h('dd', { class: 'number' }, amount(number.value, number.unit, number.currency)),
        h('dd', null, h('small', null, `= ${formula(number.formula)}`)),
      ]))),
    ]);

  const warningsView = (warnings) =>
    warnings.length > 0 &&
    h('ul', { class: 'notes', 'aria-label': WORDS.notes }, warnings.map((warning) =>
      h('li', { 'data-code': warning.code }, icon('note'), h('span', null, unseen(`${WORDS.note} `), warning.message)),
    ));

  const scopeView = ({ role, company, region, level }) => {
    const named = [...new Set([role, company, region, level])].filter(Boolean);
    return named.length > 0 && h('p', { class: 'scope' }, unseen(`${WORDS.about} `), named.join(' · '));
  };

  const bodyNodes = (result, cite) => {
    try {
      if (result.answer_html) return parse(result.answer_html).map((node) => copy(node, cite));
    } catch {} // a page whose policy forbids ours: the Markdown says the same
    return markdownNodes(result.answer, cite);
  };

  const answerView = (result, cite) => [
    !['out_of_scope', 'declined'].includes(result.status) && scopeView(result.scope),
    WORDS.statuses[result.status] && h('p', { class: 'status' }, WORDS.statuses[result.status]),
    glue(h('div', { class: 'prose' }, bodyNodes(result, cite))),
    figuresView(result.figures, cite),
    derivedView(result.derived),
    warningsView(result.warnings),
  ];

  const chips = (label, texts, ask) =>
    texts.length > 0 &&
    h('ul', { class: 'chips', 'aria-label': label }, texts.map((text) => h('li', null, button('chip', () => ask(text), text))));

  const spoken = (markdown) =>
    markdown.replace(/\s*\[\d+\]/g, '').replace(/^[\s|:-]+$/gm, '').replace(/[*`#>|\\]+/g, ' ').replace(/[ \t]+/g, ' ').trim();

  // ---------------------------------------------------------------- a citation and its quote

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

  const spellings = (value) =>
    [value, value.toLocaleString('en'), `${value / 1e3}K`, `${value / 1e6}M`].map((text) => escaped(String(text)));

  const patternOf = ({ low, high, unit }) => {
    const numbers = [...spellings(low), ...spellings(high)].join('|');
    const end = unit === 'percent' ? '(?:\\s*%|(?=\\s*[-–]\\s*[\\d.]+\\s*%))' : '(?![\\d%]|[.,]\\d)';
    return new RegExp(`[£$€¥₹]?(?<![\\d.,])(?:${numbers})${end}`, 'gi');
  };

  const mark = (root, pattern) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (!walker.currentNode.parentNode.closest('mark')) texts.push(walker.currentNode);
    for (const text of texts) {
      const nodes = [];
      let end = 0;
      for (const match of text.data.matchAll(pattern)) {
        nodes.push(text.data.slice(end, match.index), h('mark', null, match[0]));
        end = match.index + match[0].length;
      }
      if (nodes.length) text.replaceWith(...nodes, text.data.slice(end));
    }
  };

  /** Marks the answer's figures where they stand in the quote: in the row of their region, if it has one. */
  const highlight = (quote, figures) => {
    const rows = [...quote.querySelectorAll('tbody tr')];
    for (const figure of figures) {
      const named = rows.filter((row) => figure.region && row.firstElementChild?.textContent.includes(figure.region));
      for (const place of named.length ? named : [quote]) mark(place, patternOf(figure));
    }
  };

  const quoteView = (citation, figures) => {
    const yaml = citation.url.endsWith('#front-matter');
    const words = yaml ? h('pre', { tabindex: 0 }, citation.quote) : markdownNodes(citation.quote, (marker) => `[${marker}]`);
    const quote = h('blockquote', { 'aria-label': WORDS.quote }, words);
    highlight(quote, figures);
    return quote;
  };

  const placeOf = ({ source_path: path, start_line: start, end_line: end }) =>
    `${path}:${start}${end > start ? `–${end}` : ''}`;

  const citationView = (citation, figures) => {
    const url = safeUrl(citation.url);
    const outer = citation.heading_path.slice(0, -1).join(' › ');
    return [
      outer && h('p', { class: 'path' }, outer),
      quoteView(citation, figures),
      h('p', { class: 'path' }, h('code', null, placeOf(citation))),
      url?.origin === BASE.origin &&
        h('a', { class: 'action', href: url.href, target: '_blank', rel: 'noopener' }, [
          icon('away'), WORDS.open, unseen(` ${WORDS.newTab}`),
        ]),
    ];
  };

  // ---------------------------------------------------------------- the server

  /** What went wrong, in words for the user: title, detail, HTTP status (0: not reached). */
  class Problem extends Error {
    constructor({ title, detail, status }) {
      super(detail ?? title);
      Object.assign(this, { title: title ?? WORDS.failed.title, detail: detail ?? '', status: status ?? 0 });
    }
  }

  const problemOf = (error) => (error instanceof Problem ? error : new Problem(WORDS.failed));

  const call = async (path, options) => {
    let response;
    try {
      response = await fetch(new URL(path, BASE), options);
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      throw new Problem(WORDS.offline);
    }
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    throw new Problem({ ...WORDS.failed, ...problem, status: response.status });
  };

  /** Server-sent events of a response body: {name, data}, data read as JSON. */
  async function* eventsOf(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      const parts = (rest + (value ?? '')).split(/\r?\n\r?\n/);
      rest = parts.pop();
      for (const part of parts) {
        const lines = part.split(/\r?\n/);
        const field = (name) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''));
        const data = field('data').join('\n');
        if (data) yield { name: field('event')[0] ?? 'message', data: JSON.parse(data) };
      }
      if (done) return;
    }
  }

  /** Asks; reports stages and verified text as they come; resolves to the whole answer. */
  const chat = async (message, conversation, signal, heard) => {
    const response = await call('v1/chat', {
      method: 'POST',
      signal,
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify({ message, conversation_id: conversation, offer: null }),
    });
    if (!/event-stream/.test(response.headers.get('Content-Type'))) return response.json();
    try {
      for await (const { name, data } of eventsOf(response)) {
        if (name === 'status') heard.stage(data.stage);
        else if (name === 'delta') heard.delta(data.text);
        else if (name === 'result') return data;
        else if (name === 'error') throw new Problem(data);
      }
    } catch (error) {
      if (error instanceof Problem || error.name === 'AbortError') throw error;
    }
    throw new Problem(WORDS.cutOff);
  };

  const conversationPath = (id) => `v1/conversations/${encodeURIComponent(id)}`;
  const readConversation = async (id, signal) => (await call(conversationPath(id), { signal })).json();
  const deleteConversation = (id) => call(conversationPath(id), { method: 'DELETE' });

  /** Conversation ids of this tab; pay is private, so they go when the tab does. */
  const memory = {
    key: `negotiation-coach ${BASE.href}`,
    ids: null,
    read() {
      try {
        this.ids ??= JSON.parse(sessionStorage.getItem(this.key));
      } catch {} // storage is blocked: the ids last until the next load
      return this.ids ?? {};
    },
    write(change) {
      this.ids = { ...this.read(), ...change };
      try {
        sessionStorage.setItem(this.key, JSON.stringify(this.ids));
      } catch {}
    },
  };

  // ---------------------------------------------------------------- one turn

  /** A question and what became of it. `place` runs a change without letting the reader's place jump. */
  class Turn {
    constructor(message, { place, cite, retry }) {
      Object.assign(this, { message, place, cite, retry, text: '' });
      this.answer = h('article', { class: 'answer', 'aria-label': WORDS.answer });
      this.element = h('div', { class: 'turn' }, h('p', { class: 'question' }, unseen(`${WORDS.asked} `), message), this.answer);
    }

    show(...children) {
      this.place(() => this.answer.replaceChildren(...children.flat(Infinity).filter(Boolean)));
    }

    wait() {
      this.text = '';
      this.drawn = [];
      this.draft = h('div', { class: 'prose draft' });
      this.stageLine = h('p', { class: 'stage' }, WORDS.wait);
      this.answer.setAttribute('aria-busy', 'true');
      this.show(this.draft, this.stageLine);
    }

    stage(name) {
      this.place(() => { this.stageLine.textContent = WORDS.stages[name] ?? WORDS.wait; });
    }

    delta(text) {
      this.text += text;
      this.frame ??= requestAnimationFrame(() => this.draw());
    }

    /** Draws what is new of the draft; blocks that are complete stay the same nodes. */
    draw() {
      cancelAnimationFrame(this.frame);
      this.frame = null;
      const text = this.text.replace(/\*+$/, '');
      const open = text.split('**').length % 2 === 0; // bold that isn't closed yet
      const blocks = blocksOf(open ? `${text}**` : text);
      this.place(() => blocks.forEach((block, at) => {
        const source = block.kind + block.lines.join('\n');
        if (source === this.drawn[at]) return;
        const node = glue(blockNode(block, (marker) => h('span', { class: 'cite' }, `[${marker}]`)));
        if (at in this.drawn) this.draft.children[at].replaceWith(node);
        else this.draft.append(node);
        this.drawn[at] = source;
      }));
    }

    end() {
      cancelAnimationFrame(this.frame);
      this.frame = null;
      this.answer.removeAttribute('aria-busy');
    }

    settle(result) {
      this.end();
      this.answer.dataset.status = result.status;
      this.show(answerView(result, (marker) => this.cite(marker, result)));
    }

    stop() {
      this.draw();
      this.end();
      this.show(this.draft, h('p', { class: 'stopped' }, WORDS.stopped), this.again());
    }

    fail({ title, detail }) {
      this.draw();
      this.end();
      this.show(this.draft, h('div', { class: 'error' }, h('p', null, h('strong', null, title)), detail && h('p', null, detail), this.again()));
    }

    again() {
      return button('action', () => this.retry(this), WORDS.retry);
    }

    suggest(texts, ask) {
      this.followUps?.remove();
      this.followUps = chips(WORDS.followUps, texts, ask) || null;
      if (this.followUps) this.place(() => this.element.append(this.followUps));
    }
  }

  // ---------------------------------------------------------------- the element

  const startersOf = (element) => {
    const given = (element.dataset.starters ?? SCRIPT?.dataset.starters ?? '').trim();
    try {
      if (given.startsWith('[')) return JSON.parse(given).map(String);
    } catch {} // not JSON after all
    return given.split('|').map((text) => text.trim()).filter(Boolean);
  };

  class NegotiationCoach extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet()];
      root.append(this.build());
      root.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && !this.panel.hidden) this.closePanel();
      });
      const { id } = memory.read();
      if (id) this.restore(id);
      else this.welcome();
    }

    disconnectedCallback() {
      this.running?.abort();
    }

    build() {
      this.log = h('div', { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': WORDS.conversation, tabindex: 0 });
      this.voice = h('div', { class: 'unseen', role: 'status' });
      this.panel = h('div', { class: 'panel', role: 'dialog', 'aria-labelledby': 'section', tabindex: -1, hidden: true });
      return h('div', { class: 'frame' }, h('div', { class: 'chat' }, this.log, this.buildComposer(), this.voice), this.panel);
    }

    buildComposer() {
      this.input = h('textarea', {
        id: 'message', rows: 1, placeholder: WORDS.placeholder, enterkeyhint: 'send', 'aria-describedby': 'hint',
        onkeydown: (event) => this.onKey(event), oninput: () => this.fit(),
      });
      this.sendButton = button('send', (event) => this.onSend(event));
      this.freshButton = button('quiet', () => this.startFresh(), icon('fresh'), WORDS.fresh);
      this.setRunning(null);
      return h('div', { class: 'composer column' }, [
        h('div', { class: 'box' }, h('label', { class: 'unseen', for: 'message' }, WORDS.ask), this.input, this.sendButton),
        h('div', { class: 'under' }, h('span', { class: 'hint', id: 'hint' }, WORDS.hint), this.freshButton),
      ]);
    }

    // -- asking

    onKey(event) {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      if (!this.running) this.submit();
    }

    onSend(event) {
      if (!this.running) this.submit();
      else if (event.detail < 2) this.running.abort(); // the second click of a double click on Send is no Stop
    }

    submit() {
      const text = this.input.value.trim();
      if (!text) return this.input.focus();
      this.input.value = '';
      this.fit();
      return this.ask(text);
    }

    /** Asks a question as if the user had typed it. */
    ask(text) {
      if (this.running) return;
      this.keepFocus(() => {
        if (this.last) this.last.suggest([]);
        else this.log.replaceChildren(this.heading());
        this.last = this.addTurn(text);
        this.run(this.last);
      });
      this.log.scrollTop = this.restingPlace();
    }

    addTurn(message) {
      const turn = new Turn(message, {
        place: (change) => this.keepPlace(change),
        cite: (marker, result) => this.citeButton(marker, result),
        retry: (failed) => { if (!this.running) this.keepFocus(() => this.run(failed)); },
      });
      this.log.append(turn.element);
      this.toggleAttribute('started', true);
      this.freshButton.hidden = false;
      return turn;
    }

    async run(turn) {
      const running = new AbortController();
      this.setRunning(running);
      turn.wait();
      try {
        const result = await chat(turn.message, memory.read().id ?? null, running.signal, turn);
        if (this.running !== running) return;
        memory.write({ id: result.conversation_id, previous: null });
        turn.settle(result);
        turn.suggest(result.follow_ups, (text) => this.ask(text));
        this.say(spoken(result.answer));
      } catch (error) {
        if (this.running !== running) return; // a new conversation has begun
        if (running.signal.aborted) this.onStopped(turn);
        else this.onFailed(turn, problemOf(error));
      } finally {
        if (this.running === running) this.setRunning(null);
      }
    }

    onStopped(turn) {
      turn.stop();
      this.say(WORDS.stopped);
    }

    onFailed(turn, problem) {
      if (problem.status === 404) memory.write({ id: null }); // it is gone: trying again starts a new one
      turn.fail(problem);
      this.say(`${problem.title}. ${problem.detail}`);
    }

    setRunning(running) {
      this.running = running;
      const word = running ? 'stop' : 'send';
      this.sendButton.replaceChildren(icon(word));
      this.sendButton.setAttribute('aria-label', WORDS[word]);
      this.sendButton.title = WORDS[word];
      if (running) this.say('');
    }

    /** Told once to screen readers; the log itself is silent, so that a stream isn't read piecemeal. */
    say(text) {
      this.voice.textContent = text;
    }

    // -- places: scrolling, focus, the size of the input

    /** As far down as possible, but not past the last question: a long answer is read from its start. */
    restingPlace() {
      const end = this.log.scrollHeight - this.log.clientHeight;
      return Math.max(0, this.last ? Math.min(end, this.last.element.offsetTop - 16) : end);
    }

    keepPlace(change) {
      const follows = this.log.scrollTop >= this.restingPlace() - 48;
      change();
      const rest = this.restingPlace();
      if (follows && this.log.scrollTop < rest) this.log.scrollTop = rest;
    }

    /** When a change takes the focused control away, the log takes its focus (so no on-screen keyboard pops up). */
    keepFocus(change) {
      const focused = this.shadowRoot.activeElement;
      change();
      if (focused && this.shadowRoot.activeElement !== focused) this.log.focus({ preventScroll: true });
    }

    fit() {
      if (CSS.supports('field-sizing', 'content')) return;
      this.input.style.blockSize = 'auto';
      this.input.style.blockSize = `${this.input.scrollHeight}px`;
    }

    // -- beginning and beginning again

    heading() {
      return h('h2', { class: 'unseen' }, WORDS.conversation);
    }

    welcome() {
      this.last = null;
      this.toggleAttribute('started', false);
      this.freshButton.hidden = true;
      this.log.replaceChildren(h('div', { class: 'welcome column' }, [
        h('h2', null, WORDS.welcome),
        h('p', null, WORDS.welcomeText),
        chips(WORDS.starters, startersOf(this), (text) => this.ask(text)) || [],
        this.previousView(memory.read().previous) ?? [],
      ]));
      this.log.scrollTop = 0;
    }

    previousView(id) {
      if (!id) return null;
      const forget = async () => {
        try {
          await deleteConversation(id);
        } catch (error) {
          if (error.status !== 404) return this.say((line.firstChild.textContent = problemOf(error).detail));
        }
        memory.write({ previous: null });
        this.input.focus();
        line.replaceChildren(h('span', null, WORDS.forgotten));
        return this.say(WORDS.forgotten);
      };
      const line = h('p', { class: 'previous' }, [
        h('span', null, WORDS.previous), button('quiet', () => this.reopen(id), WORDS.reopen), button('quiet', forget, WORDS.forget),
      ]);
      return line;
    }

    reopen(id) {
      memory.write({ id, previous: null });
      this.input.focus();
      return this.restore(id);
    }

    startFresh() {
      const running = this.running;
      this.setRunning(null);
      running?.abort();
      const { id, previous } = memory.read();
      memory.write({ id: null, previous: id ?? previous });
      this.closePanel();
      this.say('');
      this.welcome();
      this.input.focus();
    }

    async restore(id) {
      const running = new AbortController(); // holds back questions until the place is set
      this.setRunning(running);
      this.log.replaceChildren(h('p', { class: 'stage column' }, WORDS.restoring));
      try {
        const { turns } = await readConversation(id, running.signal);
        if (this.running !== running) return;
        if (turns.length) this.showTurns(turns);
        else this.welcome();
      } catch (error) {
        if (this.running !== running) return;
        if (error.status === 404) memory.write({ id: null });
        if (error.status === 404) this.welcome();
        else this.showRestoreFailure(id, problemOf(error));
      } finally {
        if (this.running === running) this.setRunning(null);
      }
    }

    showTurns(turns) {
      this.log.replaceChildren(this.heading());
      for (const { message, answer } of turns) {
        this.last = this.addTurn(message);
        this.last.settle(answer);
      }
      this.last.suggest(turns.at(-1).answer.follow_ups, (text) => this.ask(text));
      this.log.scrollTop = this.restingPlace();
    }

    showRestoreFailure(id, { title, detail }) {
      this.freshButton.hidden = false;
      this.log.replaceChildren(h('div', { class: 'error column' }, [
        h('p', null, h('strong', null, title)), h('p', null, detail),
        button('action', () => this.restore(id), WORDS.retry),
      ]));
      this.say(`${title}. ${detail}`);
    }

    // -- citations

    citeButton(marker, result) {
      const citation = result.citations.find((candidate) => candidate.marker === marker);
      if (!citation) return `[${marker}]`;
      const opener = button('cite', () => this.toggleCitation(opener, citation, result), `[${marker}]`);
      opener.setAttribute('aria-label', WORDS.source(marker, citation.section));
      opener.setAttribute('aria-haspopup', 'dialog');
      opener.setAttribute('aria-expanded', 'false');
      return opener;
    }

    toggleCitation(opener, citation, result) {
      const again = this.opener === opener;
      this.closePanel();
      if (again) return;
      this.opener = opener;
      opener.setAttribute('aria-expanded', 'true');
      const close = button('close', () => this.closePanel(), icon('close'));
      close.setAttribute('aria-label', WORDS.close);
      const figures = result.figures.filter((figure) => figure.marker === citation.marker);
      this.panel.replaceChildren(
        h('div', { class: 'bar' }, h('p', { class: 'small' }, `${WORDS.sourceShort} [${citation.marker}]`), close),
        h('div', { class: 'inside' }, h('h2', { id: 'section' }, citation.section), citationView(citation, figures).filter(Boolean)),
      );
      this.panel.hidden = false;
      this.panel.scrollTop = 0;
      this.panel.querySelector('mark')?.scrollIntoView({ block: 'nearest', inline: 'center' });
      this.panel.focus({ preventScroll: true });
      this.uncover(opener);
    }

    /** Where the panel lies over the conversation, moves the opener out from under it. */
    uncover(opener) {
      if (getComputedStyle(this.panel).position !== 'absolute') return;
      const end = opener.getBoundingClientRect().bottom - this.getBoundingClientRect().top;
      this.log.scrollTop += Math.max(0, end + 16 - this.panel.offsetTop);
    }

    closePanel() {
      if (this.panel.hidden) return;
      const opener = this.opener;
      const held = this.panel.contains(this.shadowRoot.activeElement);
      this.opener = null;
      this.panel.hidden = true;
      this.panel.replaceChildren();
      opener.setAttribute('aria-expanded', 'false');
      if (held) (opener.isConnected ? opener : this.input).focus({ preventScroll: true });
    }
  }

  // ---------------------------------------------------------------- looks

  const sheet = () => {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    return style;
  };

  const STYLE = `
    :host {
      --ground: light-dark(#fff, #14191a);
      --raised: light-dark(#f5f7f6, #1c2324);
      --ink: light-dark(#1b2324, #e7edeb);
      --quiet: light-dark(#566164, #a3b0ae);
      --line: light-dark(#dce2e0, #323c3d);
      --edge: light-dark(#7d8a88, #75827f);
      --accent: light-dark(#0b5f55, #74d3c4);
      --on-accent: light-dark(#fff, #06211d);
      --tint: light-dark(#e4f1ee, #1c3532);
      --mark: light-dark(#ffe9a8, #5c4a0c);
      --note: light-dark(#6b4e00, #ecd08a);
      --bad: light-dark(#9b1c16, #ffb4ab);
      --bad-tint: light-dark(#fdf0ee, #331b19);
      color-scheme: light dark;
      container: coach / inline-size;
      display: block; block-size: 100%; min-block-size: 24rem;
      color: var(--ink); background: var(--ground);
      font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
      text-align: start; overflow-wrap: break-word;
    }
    :host([theme="light"]) { color-scheme: light; }
    :host([theme="dark"]) { color-scheme: dark; }
    :host([hidden]), [hidden] { display: none !important; }
    *, ::before, ::after { box-sizing: border-box; }
    h2, h3, p, ul, ol, dl, dd, blockquote, table, pre { margin: 0; padding: 0; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .icon { inline-size: 1.25rem; block-size: 1.25rem; flex: none; fill: none; stroke: currentColor; stroke-width: 2;
      stroke-linecap: round; stroke-linejoin: round; }
    .icon-stop { fill: currentColor; }

    .frame { position: relative; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); block-size: 100%; overflow: hidden; }
    .chat { display: grid; grid-template-rows: minmax(0, 1fr) auto; min-inline-size: 0; position: relative; }
    .column, .turn { inline-size: 100%; max-inline-size: 48rem; margin-inline: auto; padding-inline: 1rem; }
    .log { position: relative; display: flex; flex-direction: column; overflow: hidden auto; overscroll-behavior: contain; padding-block: 1.5rem; }
    .log:focus-visible { outline-offset: -3px; }

    .welcome { margin-block: auto; }
    .welcome h2 { font-size: 1.625rem; line-height: 1.25; letter-spacing: -.01em; }
    .welcome > p { margin-block-start: .5rem; color: var(--quiet); max-inline-size: 36rem; }
    .welcome .chips { flex-direction: column; align-items: stretch; margin-block-start: 1.5rem; }
    .welcome .chip { inline-size: 100%; padding-block: .75rem; color: inherit; background: var(--raised); border-color: var(--line); border-radius: .75rem; }
    .welcome .previous { margin-block-start: 1rem; }
    .previous { display: flex; flex-wrap: wrap; align-items: center; column-gap: 1rem; }

    .turn { display: flow-root; }
    .turn + .turn { margin-block-start: 2.5rem; }
    .question { inline-size: fit-content; max-inline-size: 88%; margin-inline-start: auto; padding: .625rem 1rem; white-space: pre-wrap;
      background: var(--tint); border: 1px solid transparent; border-radius: 1.125rem 1.125rem .25rem; }
    .answer { margin-block-start: 1.25rem; }
    .answer > * + *, .chips { margin-block-start: 1rem; }
    .scope { font-size: .875rem; font-weight: 600; color: var(--quiet); }
    .scope + .prose, .scope + .status { margin-block-start: .375rem; }
    .status { inline-size: fit-content; padding: .125rem .75rem; font-size: .8125rem; font-weight: 600; color: var(--quiet);
      border: 1px solid var(--edge); border-radius: 1rem; }
    .status + .prose { margin-block-start: .625rem; }
    .stage { color: var(--quiet); font-size: .9375rem; animation: show 0s .25s both, breathe 1.6s .25s ease-in-out infinite; }
    .prose:empty { display: none; }
    .stopped, .small { color: var(--quiet); font-size: .875rem; }

    .prose > * + * { margin-block-start: .75rem; }
    .prose h3 { font-size: 1.0625rem; line-height: 1.4; margin-block-start: 1.25rem; }
    .prose ul, .prose ol, .inside ul, .inside ol { padding-inline-start: 1.5rem; }
    .prose li + li { margin-block-start: .375rem; }
    .prose li::marker { color: var(--quiet); }
    .prose blockquote { padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
    blockquote > * + * { margin-block-start: .5rem; }
    hr { border: 0; border-block-start: 1px solid var(--line); }
    a { color: var(--accent); text-underline-offset: .15em; }
    code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
    pre { overflow-x: auto; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; inline-size: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
    th, td { padding: .5rem .75rem .5rem 0; text-align: start; vertical-align: top; border-block-end: 1px solid var(--line); }
    th { font-weight: 600; }
    thead th { color: var(--quiet); font-size: .8125rem; }
    tbody tr:last-child > * { border-block-end: 0; }

    .together { white-space: nowrap; }
    .cite { position: relative; display: inline-block; min-inline-size: 1.5rem; min-block-size: 1.5rem; margin-inline: .125rem; padding: 0 .3125rem;
      font: 600 .75rem/1.4rem system-ui, sans-serif; text-align: center; vertical-align: .1em; color: var(--accent);
      background: var(--tint); border: 1px solid transparent; border-radius: .4375rem; }
    button.cite::after { content: ""; position: absolute; inset: -.625rem -.125rem; }
    button.cite:hover, .cite[aria-expanded="true"] { color: var(--on-accent); background: var(--accent); }

    .card { padding: .25rem 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: .75rem; }
    summary { min-block-size: 2.75rem; align-content: center; font-size: .9375rem; font-weight: 600; cursor: pointer; }
    summary::marker { color: var(--quiet); }
    .figures th, .figures td { padding-block: .625rem; }
    .figures tbody tr:first-child > * { border-block-start: 1px solid var(--line); }
    div.card .figures tbody tr:first-child > * { border-block-start: 0; }
    .figures .source { padding-inline-end: 0; text-align: end; }
    .figures thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .number { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
    small { font-size: .8125rem; color: var(--quiet); }
    td.kind, td.place { color: var(--quiet); font-size: .875rem; }
    .derived { padding-block: .75rem; }
    dl > div { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; padding-block-start: .375rem; }
    dt { flex: 1 1 14rem; }
    dt::first-letter { text-transform: uppercase; }
    dl small { overflow-wrap: anywhere; }

    .notes { display: grid; gap: .375rem; list-style: none; color: var(--note); font-size: .875rem; }
    .notes li { display: flex; gap: .5rem; }
    .notes .icon { margin-block-start: .0625rem; stroke-width: 1.75; }
    .error { padding: 1rem; color: var(--bad); background: var(--bad-tint); border: 1px solid currentColor; border-radius: .75rem; }
    .error .action { margin-block-start: .75rem; }
    .error.column { inline-size: calc(100% - 2rem); max-inline-size: 46rem; }

    button, textarea { font: inherit; color: inherit; }
    button { cursor: pointer; }
    .chips { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; }
    .chip, .action { min-block-size: 2.75rem; padding: .5rem 1rem; text-align: start; background: var(--ground); border: 1px solid var(--edge); border-radius: 1.375rem; }
    .chip { color: var(--accent); font-size: .9375rem; line-height: 1.4; }
    .chip:hover, .welcome .chip:hover, .action:hover { background: var(--tint); border-color: var(--accent); }
    .action { display: inline-flex; align-items: center; gap: .5rem; color: var(--accent); font-weight: 600; font-size: .9375rem; text-decoration: none; }
    .quiet { display: inline-flex; align-items: center; gap: .375rem; min-block-size: 2.75rem; padding: 0 .25rem; color: var(--accent); font-size: .875rem; background: none; border: 0; }
    .quiet:hover { text-decoration: underline; text-underline-offset: .2em; }
    .quiet .icon { inline-size: 1rem; block-size: 1rem; }

    .composer { position: relative; padding-block: .5rem .25rem; }
    .composer::before { content: ""; position: absolute; inset: -1.25rem 0 100%; background: linear-gradient(transparent, var(--ground)); pointer-events: none; }
    .box { display: flex; align-items: end; gap: .5rem; padding: .375rem; background: var(--ground); border: 1px solid var(--edge); border-radius: 1.75rem; }
    .box:focus-within { border-color: var(--accent); outline: 1px solid var(--accent); }
    textarea { flex: 1; min-inline-size: 0; min-block-size: 2.75rem; max-block-size: 10rem; padding: .59375rem .25rem .59375rem .875rem; line-height: 1.5; resize: none; field-sizing: content;
      background: none; border: 0; overflow-y: auto; }
    textarea:focus-visible { outline: 0; }
    textarea::placeholder { color: var(--quiet); opacity: 1; }
    .send { display: grid; place-items: center; flex: none; inline-size: 2.75rem; block-size: 2.75rem; padding: 0;
      color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 50%; }
    .under { display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-block-size: 2.75rem; padding-inline: .75rem; }
    .hint { color: var(--quiet); font-size: .8125rem; }

    .panel { position: absolute; inset: auto 0 0; z-index: 1; max-block-size: 80%; overflow-y: auto; overscroll-behavior: contain;
      background: var(--raised); border-block-start: 1px solid var(--edge); border-radius: 1rem 1rem 0 0;
      box-shadow: 0 -.5rem 2rem rgb(0 0 0 / .18); animation: rise .18s ease-out; }
    .panel:focus-visible { outline-offset: -3px; }
    .bar { position: sticky; inset-block-start: 0; display: flex; justify-content: space-between; align-items: center; max-inline-size: 48rem; margin-inline: auto; padding: .5rem .5rem 0 1.25rem; background: inherit; }
    .close { display: grid; place-items: center; inline-size: 2.75rem; block-size: 2.75rem; padding: 0; background: none; border: 0; border-radius: 50%; }
    .close:hover { background: var(--tint); }
    .inside { max-inline-size: 48rem; margin-inline: auto; padding: 0 1.25rem 1.5rem; }
    .inside h2 { font-size: 1.1875rem; line-height: 1.35; }
    .path { margin-block-start: .25rem; color: var(--quiet); font-size: .8125rem; }
    .inside blockquote { margin-block: 1rem .75rem; padding: .75rem 1rem; font-size: .9375rem; background: var(--ground); border: 1px solid var(--line);
      border-inline-start: 4px solid var(--accent); border-radius: .25rem .5rem .5rem .25rem; }
    .inside blockquote blockquote { margin: 0; padding: 0; border: 0; }
    .inside blockquote p, .inside blockquote li { white-space: pre-line; }
    .inside table { inline-size: max-content; min-inline-size: 100%; font-size: .875rem; }
    .inside td { max-inline-size: 9rem; }
    .inside :is(td, th):first-child { position: sticky; inset-inline-start: 0; background: var(--ground); }
    .inside .action { margin-block-start: 1rem; }
    mark { padding: .0625em .125em; color: inherit; background: var(--mark); border-radius: .2em; }

    @container coach (max-width: 40rem) {
      .welcome h2 { font-size: 1.375rem; }
      .hint { visibility: hidden; inline-size: 0; white-space: nowrap; }
      .under:has(.quiet[hidden]) { min-block-size: .5rem; block-size: .5rem; }
      .inside { padding-inline: 1rem; }
      .inside blockquote { padding-inline: .75rem; }
      .figures, .figures tbody { display: block; }
      .figures .figure { display: flex; flex-wrap: wrap; column-gap: .375rem; padding-block: .625rem; border-block-start: 1px solid var(--line); }
      div.card .figures .figure { border: 0; }
      .figures .figure > * { padding: 0; border: 0 !important; }
      .figures .component { inline-size: calc(100% - 3rem); }
      .figures .source { order: 1; margin-inline-start: auto; }
      .figures .amount { order: 2; inline-size: 100%; }
      .figures .kind { order: 3; }
      .figures .place { order: 4; }
      .place:not(:empty)::before { content: "· "; }
    }
    @container coach (min-width: 40.01rem) {
      .column, .turn { padding-inline: 1.5rem; }
      .figures thead { position: static; display: table-header-group; clip-path: none; }
      .figures tbody tr:first-child > * { border-block-start: 0; }
      .place:empty::before { content: "–"; }
      .figures .component { white-space: nowrap; }
    }
    @container coach (min-width: 72rem) {
      .frame:has(.panel:not([hidden])) { grid-template-columns: minmax(0, 1fr) 27rem; }
      .panel { position: static; max-block-size: none; border: 0; border-inline-start: 1px solid var(--line); border-radius: 0; box-shadow: none; animation: none; }
    }
    @media (pointer: coarse) { .hint { visibility: hidden; } }
    @keyframes rise { from { transform: translateY(1.5rem); opacity: 0; } }
    @keyframes show { from { visibility: hidden; } }
    @keyframes breathe { 50% { opacity: .55; } }
    @media (prefers-reduced-motion: reduce) { .panel, .stage { animation: none; } }
    @media (forced-colors: active) {
      .cite, .question, .send { border-color: currentColor; }
      mark { color: MarkText; background: Mark; }
    }
  `;

  customElements.define('negotiation-coach', NegotiationCoach);
})();
