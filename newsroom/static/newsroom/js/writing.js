/* What the edit page of an article says while it is written. Without it the form is Wagtail's own. */

(() => {
  const { Controller } = window.StimulusModule;

  const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const element = (tag, className, text = '') => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };

  /* The words that stand in a panel: those of its fields and of Wagtail's text editors. */
  const wordsIn = (panel) =>
    [...panel.querySelectorAll('input[type=text], textarea, .public-DraftEditor-content')]
      .filter((field) => !field.closest('[hidden], [aria-hidden=true]') && !field.id.endsWith('-alt'))
      .map((field) => field.value ?? field.textContent)
      .join('');

  /* A text as people count it: an accented letter or an emoji is one. */
  const segmenter = new Intl.Segmenter();
  const lengthOf = (text) => [...segmenter.segment(text.trim())].length;

  /* Outlets' limits, asked once a page where somebody offers them: [{field, least, most, sentence}]. */
  let limits;
  const askLimits = () => {
    const address = document.querySelector('[data-story-limits]')?.dataset.storyLimits;
    limits ??= address
      ? fetch(address).then((answer) => (answer.ok ? answer.json() : { limits: [] })).catch(() => ({ limits: [] }))
      : Promise.resolve({ limits: [] });
    return limits;
  };

  /* Counts what is written in a panel, and says which outlet would take less or more. */
  class CountController extends Controller {
    static values = { name: String, advised: Number, plain: String, of: String, long: String };

    connect() {
      const place = this.element.querySelector('.w-panel__content') || this.element;
      this.count = element('p', 'newsroom-count');
      this.warnings = element('ul', 'newsroom-count__warnings');
      this.warnings.setAttribute('aria-live', 'polite');
      place.append(this.count, this.warnings);
      this.look = this.look.bind(this);
      this.element.addEventListener('input', this.look);
      this.element.addEventListener('change', this.look);
      // Wagtail's text editors tell nobody; what is typed in them goes through this one.
      this.element.addEventListener('keyup', this.look);
      this.limits = [];
      askLimits().then((answer) => {
        this.limits = answer.limits.filter((limit) => limit.field === this.nameValue);
        this.look();
      });
      this.look();
    }

    disconnect() {
      cancelAnimationFrame(this.frame);
      this.count.remove();
      this.warnings.remove();
    }

    /* At most once a frame, so that typing never waits. */
    look() {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.show());
    }

    show() {
      const count = this.plainValue ? lengthOf(wordsIn(this.element)) : 0;
      const advised = this.advisedValue;
      this.count.textContent = filled(advised ? this.ofValue : this.plainValue, { count, advised });
      this.count.classList.toggle('newsroom-count--over', advised > 0 && count > advised);
      const said = this.limits.filter((limit) => this.breaks(limit, count)).map((limit) => limit.sentence);
      if (advised && count > advised) said.unshift(filled(this.longValue, { advised }));
      if (said.join('\n') === this.said) return;
      this.said = said.join('\n');
      this.warnings.replaceChildren(...said.map((sentence) => element('li', '', sentence)));
    }

    breaks(limit, count) {
      if (!this.plainValue) return true;
      return count > 0 && ((limit.most && count > limit.most) || (limit.least && count < limit.least));
    }
  }

  /* Open the tab that a field stands on, and write in it. */
  const goTo = (field) => {
    const place = document.querySelector(`[data-contentpath="${field}"]`);
    const tab = place?.closest('[role=tabpanel]');
    if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    const input = place?.querySelector('input:not([type=hidden]), textarea, select, [contenteditable=true], button');
    if (input) enter(input, 60);
  };

  /* Wagtail's tabs open in their own time, and what is not shown yet takes no focus. */
  const enter = (input, frames) => {
    input.focus();
    if (document.activeElement !== input && frames) requestAnimationFrame(() => enter(input, frames - 1));
    else input.scrollIntoView({ block: 'center' });
  };

  /* The terms of the source that is chosen, whose embargo a story takes over that was never published. */
  class SourceController extends Controller {
    static targets = ['offered'];

    static values = { url: String };

    connect() {
      this.rules = element('div', 'newsroom-rules');
      this.rules.setAttribute('aria-live', 'polite');
      (this.element.querySelector('.w-panel__content') || this.element).append(this.rules);
      this.element.addEventListener('change', () => this.look());
      this.look();
    }

    async look() {
      const chosen = this.element.querySelector('input[name=source]')?.value || '';
      if (chosen === this.asked) return;
      const isFirst = this.asked === undefined;
      this.asked = chosen;
      const answer = chosen ? await fetch(this.urlValue.replace('/0/', `/${chosen}/`)).catch(() => null) : null;
      const html = answer?.ok ? await answer.text() : '';
      if (chosen !== this.asked) return;
      this.rules.innerHTML = html; // our own server's, escaped there
      if (!isFirst) this.offer(chosen);
      this.dispatch('shown', { bubbles: true });
      document.dispatchEvent(new Event('change'));
    }

    /* Into the empty field, or where the embargo of another source stands that was chosen just now. */
    offer(chosen) {
      const field = document.getElementById('id_embargoed_until');
      const until = this.rules.querySelector('[data-embargo]')?.dataset.embargo ?? '';
      if (!field || !document.querySelector('[data-newsroom-never-published]')) return;
      if (field.value.trim() && field.value !== this.offeredUntil) return;
      this.offeredUntil = until;
      if (field.value !== until) {
        field.value = until;
        ['input', 'change'].forEach((name) => field.dispatchEvent(new Event(name, { bubbles: true })));
      }
      document.getElementById('newsroom-embargo-offered').value = chosen;
      this.offeredTargets.forEach((words) => { words.hidden = !until; });
    }

    change() {
      goTo('embargoed_until');
    }
  }

  /* The moment in `zone` that a date-time field's text names; null when it is none. */
  const momentIn = (text, zone) => {
    const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)$/.exec(text.trim());
    if (!parts) return null;
    const wanted = Date.UTC(parts[1], parts[2] - 1, parts[3], parts[4], parts[5]);
    const shown = (at) => {
      const clock = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
      });
      const p = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
      return Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute);
    };
    const guess = wanted - (shown(wanted) - wanted);
    return new Date(guess - (shown(guess) - wanted)); // once more, where summer time began in between
  };

  /* The banner over a story under embargo, and the words on the button that publishes it. */
  class EmbargoController extends Controller {
    static targets = ['moment', 'left'];

    static values = { zone: String, until: String, publish: String };

    connect() {
      this.field = document.getElementById('id_embargoed_until');
      this.look = this.look.bind(this);
      this.field?.addEventListener('input', this.look);
      this.field?.addEventListener('change', this.look);
      this.timer = setInterval(this.look, 1000);
      this.look();
    }

    disconnect() {
      clearInterval(this.timer);
      this.field?.removeEventListener('input', this.look);
      this.field?.removeEventListener('change', this.look);
    }

    look() {
      const until = this.field && momentIn(this.field.value, this.zoneValue);
      const left = until ? until - Date.now() : 0;
      this.element.hidden = left <= 0;
      this.name(left > 0 ? filled(this.publishValue, { moment: this.said(until, 'medium') }) : '');
      if (left <= 0) return;
      this.tell(this.momentTarget, filled(this.untilValue, { moment: this.said(until, 'long') }));
      this.tell(this.leftTarget, EmbargoController.countdown(left));
    }

    said(moment, dateStyle) {
      const shown = { timeZone: this.zoneValue, dateStyle, timeStyle: 'short', hourCycle: 'h23' };
      return `${new Intl.DateTimeFormat(document.documentElement.lang, shown).format(moment)} (${this.zoneValue})`;
    }

    /* Days in words and the rest as a clock. */
    static countdown(left) {
      const seconds = Math.ceil(left / 1000);
      const days = Math.floor(seconds / 86400);
      const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
      const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
      const unit = { style: 'unit', unit: 'day', unitDisplay: 'long' };
      return days ? `${new Intl.NumberFormat(document.documentElement.lang, unit).format(days)}, ${clock}` : clock;
    }

    tell(target, text) {
      if (target.textContent !== text) target.textContent = text;
    }

    /* The button may be another after each autosave, so it is looked for anew. */
    name(text) {
      const label = document.querySelector('[name=action-publish] [data-w-progress-target=label]');
      if (!label || label.closest('[disabled]')) return;
      if (text) {
        label.dataset.plain ??= label.textContent;
        this.tell(label, text);
      } else if (label.dataset.plain) {
        this.tell(label, label.dataset.plain);
      }
    }
  }

  /* What is missing before the story can be published, and the way there. */
  class ChecklistController extends Controller {
    static targets = ['check', 'ready'];

    connect() {
      this.look();
    }

    disconnect() {
      cancelAnimationFrame(this.frame);
    }

    look() {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.show());
    }

    show() {
      this.checkTargets.forEach((check) => {
        const lacks = ChecklistController.lacks(check);
        check.hidden = !lacks;
        this.hint(check, lacks);
      });
      this.readyTarget.hidden = this.checkTargets.some((check) => !check.hidden);
    }

    static lacks(check) {
      if ('rights' in check.dataset) return !!document.querySelector('.newsroom-rules [data-reach=nowhere]');
      const value = (name) => document.querySelector(`[name="${name}"]`)?.value.trim() ?? '';
      if (check.dataset.field === 'reach') return value('reach') === 'nowhere';
      if (check.dataset.field !== 'body') return !value(check.dataset.field);
      const blocks = Number(value('body-count'));
      return [...Array(blocks).keys()].every((number) => value(`body-${number}-deleted`));
    }

    /* The same sentence beside its field. */
    hint(check, lacks) {
      const { field } = check.dataset;
      const place = document.querySelector(`[data-contentpath="${field}"]`);
      if (!place || 'rights' in check.dataset) return;
      let said = document.getElementById(`newsroom-missing-${field}`);
      if (lacks && !said) {
        said = element('p', 'newsroom-missing', check.textContent.trim());
        said.id = `newsroom-missing-${field}`;
        place.append(said);
      }
      if (said) said.hidden = !lacks;
    }

    go(event) {
      goTo(event.target.closest('li').dataset.field);
    }
  }

  /* Topics found by typing: the list box pattern of https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
  class TopicsController extends Controller {
    static targets = ['select', 'chosen', 'input', 'found', 'none'];

    static values = { url: String, remove: String, none: String };

    connect() {
      this.draw();
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    look() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), 150);
    }

    async ask() {
      const words = this.inputTarget.value;
      const answer = await fetch(`${this.urlValue}?q=${encodeURIComponent(words)}`).catch(() => null);
      if (words !== this.inputTarget.value || document.activeElement !== this.inputTarget) return;
      if (!answer?.ok) {
        this.timer = setTimeout(() => this.ask(), 1000);
        return;
      }
      const kept = new Set([...this.selectTarget.options].map((option) => option.value));
      const topics = (await answer.json()).topics.filter((topic) => !kept.has(String(topic.id)));
      this.noneTarget.textContent = words.trim() && !topics.length ? this.noneValue : '';
      this.offer(topics);
    }

    offer(topics) {
      this.foundTarget.replaceChildren(
        ...topics.map(({ id, name }) => {
          const option = element('li', '', name);
          Object.assign(option, { id: `newsroom-topic-${id}`, role: 'option', dir: 'auto' });
          option.dataset.value = id;
          option.addEventListener('mousedown', (event) => {
            event.preventDefault(); // the box keeps the focus
            this.add(option);
          });
          return option;
        }),
      );
      this.point(null);
      this.foundTarget.hidden = !topics.length;
      this.inputTarget.setAttribute('aria-expanded', String(topics.length > 0));
    }

    leave() {
      clearTimeout(this.timer);
      this.offer([]);
    }

    key(event) {
      const options = [...this.foundTarget.children];
      const at = options.indexOf(this.pointed);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && options.length) {
        this.point(options[at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length]);
      } else if (event.key === 'Enter') {
        if (options.length && this.inputTarget.value.trim()) this.add(this.pointed || options[0]);
        else if (this.pointed) this.add(this.pointed);
      } else if (event.key === 'Escape' && options.length) {
        this.offer([]);
      } else {
        return;
      }
      event.preventDefault(); // Enter would send the form
    }

    point(option) {
      this.pointed?.setAttribute('aria-selected', 'false');
      this.pointed = option;
      option?.setAttribute('aria-selected', 'true');
      option?.scrollIntoView({ block: 'nearest' });
      if (option) this.inputTarget.setAttribute('aria-activedescendant', option.id);
      else this.inputTarget.removeAttribute('aria-activedescendant');
    }

    add(option) {
      this.selectTarget.append(new Option(option.textContent, option.dataset.value, true, true));
      this.inputTarget.value = '';
      this.offer([]);
      this.changed();
    }

    changed() {
      this.draw();
      this.selectTarget.dispatchEvent(new Event('change', { bubbles: true }));
    }

    draw() {
      this.chosenTarget.replaceChildren(
        ...[...this.selectTarget.options].map((option) => {
          const item = element('li', 'newsroom-topics__topic', option.text);
          item.dir = 'auto';
          const button = element('button', '', '×');
          button.type = 'button';
          button.setAttribute('aria-label', filled(this.removeValue, { name: option.text }));
          button.addEventListener('click', () => {
            option.remove();
            this.changed();
            this.inputTarget.focus();
          });
          item.append(button);
          return item;
        }),
      );
      this.chosenTarget.hidden = !this.selectTarget.options.length;
    }
  }

  window.wagtail.app.register('newsroom-count', CountController);
  window.wagtail.app.register('newsroom-source', SourceController);
  window.wagtail.app.register('newsroom-embargo', EmbargoController);
  window.wagtail.app.register('newsroom-checklist', ChecklistController);
  window.wagtail.app.register('newsroom-topics', TopicsController);
})();
