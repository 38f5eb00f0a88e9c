// Sends files as soon as they are chosen, one after the other, and says how far it is. Without this the button does it.
(() => {
  const field = document.querySelector('[data-files]');
  if (!field) return;
  const text = field.dataset;
  const form = field.closest('form');
  const input = field.querySelector('input[type=file]');
  const list = field.querySelector('[data-file-list]');
  const problems = field.querySelector('[data-file-problems]');
  const progress = field.querySelector('[data-file-progress]');
  const status = field.querySelector('[data-file-status]');
  field.querySelector('[data-file-button]').hidden = true;
  const fill = (template, ...values) => template.replace(/\{(\d)\}/g, (_, number) => values[number]);
  const token = () => form.elements.__RequestVerificationToken;

  const tell = sentence => {
    const line = document.createElement('p');
    line.className = 'field-error';
    line.textContent = sentence;
    problems.append(line);
  };

  const send = file => new Promise(resolve => {
    const request = new XMLHttpRequest();
    request.open('POST', text.address);
    request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    request.upload.addEventListener('progress', event => {
      const percent = event.lengthComputable ? Math.round(100 * event.loaded / event.total) : 0;
      progress.value = percent;
      status.textContent = fill(text.textSending, file.name, percent);
    });
    request.addEventListener('loadend', () => resolve(request));
    const body = new FormData();
    body.append('__RequestVerificationToken', token().value);
    body.append('upload', file);
    request.send(body);
  });

  async function add(file, again) {
    if (file.size > Number(text.limit)) {
      tell(fill(text.textTooLarge, file.name));
      return;
    }
    progress.hidden = false;
    progress.value = 0;
    const answer = await send(file);
    if (answer.status === 200) {
      list.insertAdjacentHTML('beforeend', answer.responseText);
      status.textContent = fill(text.textAdded, file.name);
      return;
    }
    let said = {};
    try { said = JSON.parse(answer.responseText); } catch { /* Not from us: told below. */ }
    if (said.token && !again) {
      token().value = said.token;
      await add(file, true);
      return;
    }
    status.textContent = '';
    tell(said.text || fill(text.textFailed, file.name));
  }

  input.addEventListener('change', async () => {
    const chosen = [...input.files];
    input.value = '';
    input.disabled = true;
    problems.replaceChildren();
    for (const file of chosen) await add(file);
    progress.hidden = true;
    input.disabled = false;
    input.focus();
  });
})();
