/* How long until an embargo lifts, counted down while one looks; without it the page says how long it was when it was made. */

const { Controller } = window.StimulusModule;

const UNITS = [
  ['day', 86400, 172800],
  ['hour', 3600, 7200],
  ['minute', 60, 120],
  ['second', 1, 0],
];

class CountdownController extends Controller {
  static targets = ['left'];

  static values = { at: String, now: String };

  connect() {
    this.words = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', {
      numeric: 'always',
    });
    this.show();
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  show() {
    const left = Math.round((Date.parse(this.atValue) - Date.now()) / 1000);
    this.leftTarget.textContent = left > 0 ? this.inWords(left) : this.nowValue;
    // Each second only while it counts seconds or is about to.
    if (left > 0) this.timer = setTimeout(() => this.show(), left < 300 ? 1000 : 20000);
  }

  inWords(left) {
    const [unit, seconds] = UNITS.find(([, , least]) => left >= least);
    return this.words.format(Math.floor(left / seconds), unit);
  }
}

window.wagtail.app.register('newsroom-countdown', CountdownController);
