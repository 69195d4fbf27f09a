/* “Where will this go?”: asks with the form as it stands, a moment after the last change, and only while it is seen. */

const { Controller } = window.StimulusModule;

class GoingController extends Controller {
  static targets = ['filter', 'results', 'status'];

  static values = {
    url: String,
    failed: String,
    delay: { type: Number, default: 600 },
  };

  connect() {
    this.side = this.element.closest('[data-side-panel]');
    this.look = this.look.bind(this);
    this.side.addEventListener('show', this.look);
    this.look();
  }

  disconnect() {
    this.side.removeEventListener('show', this.look);
    clearTimeout(this.timer);
    this.running?.abort();
  }

  look() {
    clearTimeout(this.timer);
    if (!this.side.hidden) this.timer = setTimeout(() => this.ask(), this.delayValue);
  }

  async ask() {
    this.running?.abort();
    this.running = new AbortController();
    this.resultsTarget.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(this.address(), {
        method: 'POST',
        body: new FormData(document.querySelector('[data-edit-form]')),
        signal: this.running.signal,
      });
      if (!answer.ok && answer.status !== 422) throw new Error(`it answered ${answer.status}`);
      this.show(await answer.text());
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.statusTarget.textContent = this.failedValue;
      this.statusTarget.classList.remove('w-sr-only');
    }
    this.resultsTarget.removeAttribute('aria-busy');
  }

  /* Wagtail's preview learns another address when a new page is first saved, and ours is the same. */
  address() {
    const preview = document.querySelector('[data-w-preview-url-value]');
    const path = preview ? `${preview.dataset.wPreviewUrlValue}?going` : this.urlValue;
    return `${path}&q=${encodeURIComponent(this.filterTarget.value)}`;
  }

  show(html) {
    const { focused, toggled } = this.remembered();
    this.resultsTarget.innerHTML = html;
    this.resultsTarget.querySelectorAll('[data-going-key]').forEach((group) => {
      if (toggled.has(group.dataset.goingKey)) group.open = toggled.get(group.dataset.goingKey);
      if (group.dataset.goingKey === focused) group.querySelector('summary').focus();
    });
    this.statusTarget.classList.add('w-sr-only');
    this.statusTarget.textContent = this.resultsTarget.querySelector('[data-going-said]')?.textContent.trim() || '';
    this.count(this.resultsTarget.querySelector('[data-going-problems]')?.dataset.goingProblems);
  }

  /* Which groups stand open, and in which of them the focus is. */
  remembered() {
    const groups = [...this.resultsTarget.querySelectorAll('[data-going-key]')];
    const asked = this.filterTarget.value;
    const toggled = asked === this.asked ? groups.map((group) => [group.dataset.goingKey, group.open]) : [];
    this.asked = asked;
    const focused = document.activeElement.closest('[data-going-key]')?.dataset.goingKey;
    return { focused, toggled: new Map(toggled) };
  }

  count(problems) {
    const counter = document.querySelector('[data-side-panel-toggle="going"] [data-side-panel-toggle-counter]');
    if (!counter) return;
    counter.textContent = problems;
    counter.hidden = !Number(problems);
  }

  /* Opens Wagtail's preview as the outlet receives the story. */
  preview({ params: { mode, name } }) {
    const select = document.querySelector('[data-w-preview-target="mode"]');
    const side = document.querySelector('[data-side-panel="preview"]');
    if (!select || !side) return;
    if (![...select.options].some((option) => option.value === mode)) {
      (select.querySelector('[data-outlet-modes]') || select).append(new Option(name, mode));
    }
    select.value = mode;
    side.dispatchEvent(new Event('open'));
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

window.wagtail.app.register('syndication-going', GoingController);
