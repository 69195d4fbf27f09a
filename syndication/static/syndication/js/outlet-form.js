/* What the form of an outlet says while an editor writes; without it the form says what is saved. */

const { Controller } = window.StimulusModule;

/* “n of m stories match”, asked anew a moment after the rules or the access have changed. */
class MatchCountController extends Controller {
  static targets = ['sentence', 'examples', 'problems'];

  static values = {
    url: String,
    failed: String,
    delay: { type: Number, default: 300 },
  };

  connect() {
    this.form = this.element.closest('form');
    this.look();
  }

  disconnect() {
    clearTimeout(this.timer);
    this.running?.abort();
  }

  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), this.delayValue);
  }

  async ask() {
    const lines = this.lines();
    if (lines === this.asked) return;
    this.asked = lines;
    this.running?.abort();
    this.running = new AbortController();
    try {
      const answer = await fetch(this.urlValue, {
        method: 'POST',
        body: new URLSearchParams(lines),
        signal: this.running.signal,
      });
      if (!answer.ok) throw new Error(`the count answered ${answer.status}`);
      this.show(await answer.json());
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.asked = null;
      this.show({ sentence: this.failedValue, examples: [], problems: [] });
    }
  }

  /* Only what the count depends on, so that writing elsewhere in the form asks nothing. */
  lines() {
    const counts = /^(rules-|access$|csrfmiddlewaretoken$)/;
    const fields = [...new FormData(this.form)].filter(([name]) => counts.test(name));
    return new URLSearchParams(fields).toString();
  }

  show({ sentence, examples, problems }) {
    this.sentenceTarget.textContent = sentence;
    MatchCountController.fill(this.examplesTarget, examples);
    MatchCountController.fill(this.problemsTarget, problems);
  }

  static fill(list, texts) {
    list.replaceChildren(
      ...texts.map((text) => {
        const item = document.createElement('li');
        item.dir = 'auto';
        item.className = list.dataset.itemClass || '';
        item.textContent = text;
        return item;
      }),
    );
    list.hidden = !texts.length;
  }
}

/* Of several descriptions, shows the one of what is chosen in a select elsewhere in the form. */
class ChosenController extends Controller {
  static targets = ['about'];

  static values = { field: String };

  connect() {
    this.select = document.getElementById(this.fieldValue);
    this.show();
  }

  show() {
    this.aboutTargets.forEach((about) => {
      about.hidden = about.dataset.name !== this.select.value;
    });
  }
}

/* A sample of the feed beside the form, made anew on the server a moment after an answer has changed. */
class SampleController extends Controller {
  static targets = ['shown', 'told'];

  static values = {
    url: String,
    failed: String,
    delay: { type: Number, default: 600 },
  };

  connect() {
    this.form = this.element.closest('form') || document.querySelector('form[data-edit-form]');
    this.asked = this.answers();
  }

  disconnect() {
    clearTimeout(this.timer);
    this.running?.abort();
  }

  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), this.delayValue);
  }

  answers() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  async ask() {
    const answers = this.answers();
    if (answers === this.asked) return;
    this.asked = answers;
    this.running?.abort();
    this.running = new AbortController();
    try {
      const answer = await fetch(this.urlValue, {
        method: 'POST',
        body: new URLSearchParams(answers),
        signal: this.running.signal,
      });
      if (!answer.ok) throw new Error(`the sample answered ${answer.status}`);
      const isOpen = this.shownTarget.querySelector('details')?.open;
      this.shownTarget.innerHTML = await answer.text();
      const details = this.shownTarget.querySelector('details');
      if (details && isOpen) details.open = true;
      this.toldTarget.textContent = this.shownTarget.querySelector('p')?.textContent || '';
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.asked = null;
      this.toldTarget.textContent = this.failedValue;
    }
  }
}

window.wagtail.app.register('syndication-sample', SampleController);
window.wagtail.app.register('syndication-match-count', MatchCountController);
window.wagtail.app.register('syndication-chosen', ChosenController);
