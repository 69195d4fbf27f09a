/* What the form of an outlet says while an editor writes; without it the form says what is saved. */

const { Controller } = window.StimulusModule;

/* Asks the server a moment after the form has changed, never twice the same, and gives up a question that a newer one follows. */
class AskingController extends Controller {
  static values = {
    url: String,
    failed: String,
    delay: { type: Number, default: 300 },
  };

  disconnect() {
    clearTimeout(this.timer);
    this.running?.abort();
  }

  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), this.delayValue);
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
      if (!answer.ok) throw new Error(`${this.urlValue} answered ${answer.status}`);
      await this.answered(answer);
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.asked = null;
      this.failed();
    }
  }
}

/* “n of m stories match”, asked anew a moment after the rules or the access have changed. */
class MatchCountController extends AskingController {
  static targets = ['sentence', 'examples', 'problems'];

  connect() {
    this.form = this.element.closest('form');
    this.look();
  }

  /* Only what the count depends on, so that writing elsewhere in the form asks nothing. */
  answers() {
    const counts = /^(rules-|access$|csrfmiddlewaretoken$)/;
    const fields = [...new FormData(this.form)].filter(([name]) => counts.test(name));
    return new URLSearchParams(fields).toString();
  }

  async answered(answer) {
    this.show(await answer.json());
  }

  failed() {
    this.show({ sentence: this.failedValue, examples: [], problems: [] });
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
class SampleController extends AskingController {
  static targets = ['shown', 'told'];

  static values = { delay: { type: Number, default: 600 } };

  connect() {
    this.form = this.element.closest('form') || document.querySelector('form[data-edit-form]');
    this.asked = this.answers();
  }

  answers() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  async answered(answer) {
    const isOpen = this.shownTarget.querySelector('details')?.open;
    this.shownTarget.innerHTML = await answer.text();
    const details = this.shownTarget.querySelector('details');
    if (details && isOpen) details.open = true;
    this.toldTarget.textContent = this.shownTarget.querySelector('p')?.textContent || '';
  }

  failed() {
    this.toldTarget.textContent = this.failedValue;
  }
}

window.wagtail.app.register('syndication-sample', SampleController);
window.wagtail.app.register('syndication-match-count', MatchCountController);
window.wagtail.app.register('syndication-chosen', ChosenController);
