/* Google Docs wraps all that it copies in a bold element which says that it is not bold. Wagtail's text editor believes the element. */

(() => {
  const WRAPPER = 'b[id^="docs-internal-guid"]';

  const unwrapped = (html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    page.querySelectorAll(WRAPPER).forEach((wrapper) => wrapper.replaceWith(...wrapper.childNodes));
    return page.body.innerHTML;
  };

  /* Paste the same again without the wrapper, before the editor has seen it. */
  const again = (event) => {
    const copied = event.clipboardData;
    const html = copied?.getData('text/html') ?? '';
    if (!html.includes('docs-internal-guid') || !event.target.closest?.('.public-DraftEditor-content')) return;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied.getData('text/plain'));
    clipboardData.setData('text/html', unwrapped(html));
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  };

  document.addEventListener('paste', again, true);
})();
