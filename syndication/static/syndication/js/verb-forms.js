/* What the forms of the verbs show while an editor writes; without it all of it stands there from the start. */

const { Controller } = window.StimulusModule;

/* The notice as readers will see it. */
class NoticeController extends Controller {
  static targets = ['preview', 'kind', 'text'];

  static values = { kinds: Object };

  connect() {
    this.show();
  }

  show() {
    const form = new FormData(this.element);
    const text = form.get('note').trim();
    this.previewTarget.hidden = text === '';
    this.kindTarget.textContent = this.kindsValue[form.get('kind')] || '';
    this.textTarget.textContent = text;
  }
}

/* The outlets to choose from, shown when not everybody is meant. */
class WhomController extends Controller {
  connect() {
    this.show();
  }

  show() {
    const isSome = new FormData(this.element).get('whom') === 'some';
    this.fieldOf('outlets').hidden = !isSome;
    this.fieldOf('keep_page').hidden = isSome;
  }

  fieldOf(name) {
    return this.element.querySelector(`[name=${name}]`)?.closest('[data-verb-field]') || {};
  }
}

window.wagtail.app.register('syndication-notice', NoticeController);
window.wagtail.app.register('syndication-whom', WhomController);
