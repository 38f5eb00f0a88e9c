// Saves a section as it is typed. What the server has not confirmed stays in this browser, through lost
// connections, ended sessions and closed windows, and comes back with the page.
(() => {
  for (const element of document.querySelectorAll('[data-draft-confirmed]')) localStorage.removeItem('draft:' + element.dataset.draftConfirmed);

  // On a phone the rail scrolls sideways; the current step comes into view.
  const rail = document.querySelector('.rail');
  const step = rail?.querySelector('[aria-current]');
  if (step) rail.scrollLeft += step.getBoundingClientRect().left - rail.getBoundingClientRect().left - 16;

  const form = document.querySelector('form[data-draft]');
  if (!form) {
    // Whichever side of a conflict was chosen, the copy in the browser has done its duty.
    for (const element of document.querySelectorAll('[data-draft-resolved]')) {
      element.addEventListener(element.tagName === 'FORM' ? 'submit' : 'click', () => localStorage.removeItem('draft:' + location.pathname));
    }
    return;
  }

  const text = form.dataset;
  const key = 'draft:' + new URL(form.action).pathname;
  const state = form.querySelector('[data-save-state]');
  const own = new Set(['base', 'then', '__RequestVerificationToken']);
  let timer = 0, firstChange = 0, changes = 0, sending = false, wait = 2000, restored = false;

  // Files have a script of their own.
  const written = () => [...new FormData(form)].filter(([, value]) => typeof value === 'string').map(([name, value]) => [name, value.replaceAll('\0', '')]);
  const answers = () => written().filter(([name]) => !own.has(name));
  const say = (message, css, link) => {
    state.className = 'save-state ' + (css || '');
    state.textContent = message;
    if (link) {
      state.append(' ', link);
    }
  };
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ base: form.elements.base.value, answers: answers() }));
    } catch { /* A full or forbidden storage must not stop the saving. */ }
  };

  const fill = saved => {
    const values = new Map();
    for (const [name, value] of saved) values.set(name, [...(values.get(name) || []), value]);
    for (const control of form.elements) {
      if (!control.name || own.has(control.name) || control.tagName === 'BUTTON' || control.type === 'file') continue;
      const wanted = values.get(control.name) || [];
      if (control.type === 'checkbox' || control.type === 'radio') control.checked = wanted.includes(control.value);
      else if (wanted.length) control.value = wanted[0];
      control.closest('details')?.toggleAttribute('open', control.closest('details').open || (wanted.length > 0 && wanted[0] !== ''));
    }
  };

  const showProblems = problems => {
    for (const old of form.querySelectorAll('[data-live-error]')) {
      document.getElementById(old.dataset.liveError)?.removeAttribute('aria-invalid');
      old.remove();
    }
    for (const { field, text: sentence, isSaved } of problems) {
      const control = form.elements[field];
      const target = control && (control.id ? control : document.getElementById(field));
      // Nobody is corrected in the middle of a word.
      if (!target || (isSaved && target === document.activeElement)) continue;
      const line = document.createElement('p');
      line.className = 'field-error';
      line.dataset.liveError = target.id;
      line.textContent = sentence;
      target.before(line);
      target.setAttribute('aria-invalid', 'true');
    }
  };

  const link = (label, href, action) => {
    const element = document.createElement(action ? 'button' : 'a');
    element.textContent = label;
    if (action) {
      element.type = 'button';
      element.className = 'link-button';
      element.addEventListener('click', action);
    } else {
      element.href = href;
    }
    return element;
  };

  async function save(again) {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    const upTo = changes;
    firstChange = 0;
    say(text.textSaving);
    let response, body = {};
    try {
      response = await fetch(form.action + '?handler=Auto', {
        method: 'POST',
        body: new URLSearchParams(written()),
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
        signal: AbortSignal.timeout(20000),
      });
      body = await response.json();
    } catch { /* Told below. */ }
    sending = false;

    if (response?.ok) {
      wait = 2000;
      form.elements.base.value = body.base;
      showProblems(body.problems);
      const isWhole = body.problems.every(problem => problem.isSaved);
      if (isWhole && upTo === changes) localStorage.removeItem(key);
      else keep();
      say((restored ? text.textRestored + ' ' : '') + (isWhole ? text.textSaved : text.textPartly).replace('{0}', body.at), isWhole ? 'is-saved' : 'is-failed');
      restored = false;
      if (upTo !== changes) plan();
    } else if (response?.status === 400 && body.token && !again) {
      form.elements.__RequestVerificationToken.value = body.token;
      await save(true);
    } else if (response?.status === 401) {
      say(text.textSignedOut, 'is-failed', link(text.textSignIn, '/account/sign-in?returnUrl=' + encodeURIComponent(location.pathname)));
    } else if (body.state === 'conflict') {
      say(text.textConflict.replace('{0}', body.at), 'is-failed', link(text.textCompare, null, () => form.requestSubmit()));
    } else if (body.state === 'refused') {
      showProblems(body.problems);
      say(text.textRefused, 'is-failed');
    } else if (body.state === 'closed') {
      say(text.textClosed, 'is-failed');
    } else {
      say(text.textFailed, 'is-failed');
      timer = setTimeout(save, wait);
      wait = Math.min(wait * 2, 30000);
    }
  }

  // A pause in typing saves; steady typing saves within two seconds all the same.
  const plan = () => {
    firstChange ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(800, firstChange + 1500 - Date.now())));
  };
  const changed = event => {
    if (event?.target.type === 'file') return;
    changes++;
    keep();
    plan();
  };

  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  window.addEventListener('online', () => { if (localStorage.getItem(key)) save(); });

  const before = localStorage.getItem(key);
  if (before) {
    const kept = JSON.parse(before);
    if (JSON.stringify(kept.answers) === JSON.stringify(answers())) {
      // A page that repeats what could not be saved shows the same; only the saved text makes the copy needless.
      if (!('unsaved' in text)) localStorage.removeItem(key);
    } else {
      // With the base it was typed on, so that something newer on the server is noticed.
      form.elements.base.value = kept.base;
      fill(kept.answers);
      restored = true;
      say(text.textRestored);
      changed();
    }
  }
})();
