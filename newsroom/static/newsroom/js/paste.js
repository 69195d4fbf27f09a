/* Wire copy from the clipboard, with its formatting, and the open form filled with what was recognised in it. */

(() => {
  const { Controller } = window.StimulusModule;

  const tell = (field, ...events) =>
    events.forEach((name) => field.dispatchEvent(new Event(name, { bubbles: true })));

  /* Wagtail notes two seconds after it has opened what the form holds: what is filled in before looks saved. */
  const NOTED = 2500;

  class PasteController extends Controller {
    static targets = ['text', 'html', 'status', 'answer', 'fill', 'zone'];

    static values = {
      url: String, failed: String, reading: String, formatted: String, filled: String, kept: String,
    };

    connect() {
      this.html = '';
      this.openedAt = performance.now();
    }

    disconnect() {
      clearTimeout(this.timer);
      this.running?.abort();
    }

    /* A copy that fills the whole box brings its formatting; one in the middle of other text is text. */
    take(event) {
      const html = event.clipboardData.getData('text/html');
      const text = event.clipboardData.getData('text/plain');
      const box = this.textTarget;
      const covers = box.selectionStart === 0 && box.selectionEnd === box.value.length;
      if (html && text && covers) {
        event.preventDefault();
        box.value = text;
        this.keep(html);
      } else {
        this.pasting = true; // the input event follows
        this.keep('');
      }
      if (this.hasUrlValue) setTimeout(() => this.ask());
    }

    /* What is typed afterwards is not in the HTML, so the text is what counts from here. */
    typed() {
      this.keep('');
    }

    keep(html) {
      this.html = html;
      if (this.hasHtmlTarget) this.htmlTarget.value = html;
      this.statusTarget.textContent = html ? this.formattedValue : '';
    }

    async ask() {
      this.running?.abort();
      this.running = new AbortController();
      this.statusTarget.textContent = this.readingValue;
      const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
      try {
        const answer = await fetch(this.urlValue, {
          method: 'POST',
          headers: { 'X-CSRFToken': token },
          body: new URLSearchParams({ text: this.textTarget.value, html: this.html }),
          signal: this.running.signal,
        });
        if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
        this.show(await answer.json());
      } catch (problem) {
        if (problem.name !== 'AbortError') this.show({ problem: this.failedValue });
      }
    }

    show({ problem, html, fill }) {
      this.found = fill;
      this.statusTarget.textContent = problem || (this.html ? this.formattedValue : '');
      this.answerTarget.innerHTML = html || ''; // our own server's, escaped there
      this.fillTarget.hidden = !fill;
    }

    fill() {
      this.fillTarget.hidden = true;
      this.timer = setTimeout(() => this.put(), Math.max(0, this.openedAt + NOTED - performance.now()));
    }

    /* Fills what is empty; what an editor has written stays. */
    put() {
      const kept = [];
      const words = { ...this.found.words };
      if (this.hasZoneTarget) words.embargoed_until = this.zoneTarget.selectedOptions[0].dataset.moment;
      Object.entries(words).forEach(([name, value]) => {
        const field = document.getElementById(`id_${name}`);
        if (!field || !value || field.value === value) return;
        if (field.value.trim()) kept.push(PasteController.label(field));
        else {
          field.value = value;
          tell(field, 'input', 'change', 'keyup');
        }
      });
      this.fillSource(kept);
      this.fillWriters();
      PasteController.fillBody(this.found.body);
      const said = [this.filledValue];
      if (kept.length) said.push(this.keptValue.replace('{fields}', kept.join(', ')));
      this.statusTarget.textContent = said.join(' ');
      const title = document.getElementById('id_title');
      title.focus();
      title.scrollIntoView({ block: 'center' });
    }

    static label(field) {
      return document.querySelector(`label[for="${field.id}"]`)?.textContent.replace('*', '').trim() || field.name;
    }

    fillSource(kept) {
      if (!this.found.source) return;
      const chooser = window.wagtail.editHandler.getPanelByName('source').getBoundWidget();
      const chosen = document.getElementById('id_source');
      if (chosen.value === String(this.found.source.id)) return;
      if (chosen.value) kept.push(PasteController.label(chosen));
      else chooser.setState(this.found.source);
    }

    /* A row for each writer who is in none yet. */
    fillWriters() {
      const named = [...document.querySelectorAll('[name^="credits-"][name$="-name"]')].map((field) => field.value);
      const credits = window.wagtail.editHandler.getPanelByName('credits');
      this.found.writers
        .filter((name) => !named.includes(name))
        .forEach((name) => {
          const number = document.getElementById('id_credits-TOTAL_FORMS').value;
          credits.addForm();
          const field = document.getElementById(`id_credits-${number}-name`);
          field.value = name;
          tell(field, 'input', 'change');
        });
    }

    /* Behind the blocks that are there, unless they are all empty. */
    static fillBody(state) {
      if (!state.length) return;
      const body = window.wagtail.editHandler.getPanelByName('body').getBoundWidget();
      const before = body.getValue().length ? body.getState() : [];
      body.setState([...before, ...state]);
      document.dispatchEvent(new Event('change'));
    }
  }

  window.wagtail.app.register('newsroom-paste', PasteController);
})();
