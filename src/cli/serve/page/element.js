// What the webmaster's own pages share: their language, and how their parts are made. All text is set as text.
const wanted = new URLSearchParams(location.search).get('lang')
export const lang = ['th', 'en'].includes(wanted) ? wanted : document.documentElement.lang
document.documentElement.lang = lang

// A text in the language of the page, in Thai where it has none.
export const text = value => (typeof value === 'string' ? value : (value?.[lang] ?? value?.th ?? ''))

export function element(name, content, children = [], attributes = {}) {
  const made = document.createElement(name)
  if (content) made.textContent = content
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

// A text of the content that has no English is marked as Thai.
export function phrase(name, value, attributes = {}) {
  const own = lang === 'en' && value && typeof value === 'object' && !value.en ? { lang: 'th' } : {}
  return element(name, text(value), [], { ...own, ...attributes })
}
