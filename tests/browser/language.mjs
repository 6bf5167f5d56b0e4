// Whether every run of text says the language that it is in, so that it is read aloud right: WCAG 3.1.1 and 3.1.2.

/** How many Latin words in a row are a sentence and no longer a name or a term. */
const SENTENCE = 6

/** What is said in another language than it is marked with: texts, labels, alternatives, and what search engines show. */
export function wrongLanguage(page) {
  return page.evaluate(sentence => {
    // The sign of the currency is no letter.
    const thai = /[\u0E01-\u0E3A\u0E40-\u0E5B]/u
    // Words of three letters and more with small ones, so neither codes nor addresses.
    const latin = new RegExp(`(?:(?<![\\p{L}\\d/@._:-])[A-Za-z][a-z']{0,}[a-z](?![\\w/@:.-]*[\\d/@:])[,;]? ){${sentence - 1}}[A-Za-z][a-z']+`, 'u')
    const faults = []
    const language = element => element.closest('[lang]')?.getAttribute('lang') ?? ''
    const judge = (text, element, where) => {
      const said = text.trim().replace(/\s+/g, ' ')
      const lang = language(element)
      if (thai.test(said) && !lang.startsWith('th')) faults.push(`Thai is marked as "${lang}" in ${where}: "${said.slice(0, 60)}"`)
      if (lang.startsWith('th') && latin.test(said)) faults.push(`another language is marked as Thai in ${where}: "${latin.exec(said)[0].slice(0, 60)}"`)
    }
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement
      if (element && !element.closest('script, style')) judge(walker.currentNode.data, element, element.tagName.toLowerCase())
    }
    for (const element of document.querySelectorAll('[alt], [title], [aria-label], [aria-description], [placeholder], [summary], meta[content]')) {
      for (const key of ['alt', 'title', 'aria-label', 'aria-description', 'placeholder', 'content']) {
        const text = element.getAttribute(key)
        if (text) judge(text, element, `${element.tagName.toLowerCase()}[${key}]`)
      }
    }
    return [...new Set(faults)]
  }, SENTENCE)
}
