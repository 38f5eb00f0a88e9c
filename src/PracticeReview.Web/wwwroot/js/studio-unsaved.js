// What of a workflow the Studio has not saved yet, and the question before it is lost.
(() => {
  const place = document.getElementById('studio');
  if (!place) return;
  const editor = 'elsa-workflow-definition-editor';

  // A change counts for the Studio once the field has lost the keyboard, and it saves half a second later. With its auto-save
  // off, its orange dot says that something is not saved; with it on, the dot comes late.
  let touched = -Infinity;
  for (const event of ['input', 'focusout', 'keydown', 'pointerup']) place.addEventListener(event, () => { touched = performance.now(); });
  const isUnsaved = () => {
    const autoSave = [...place.querySelectorAll('.mud-switch')].find((one) => one.textContent.includes('Auto-save'))?.querySelector('input');
    return autoSave?.checked === false && place.querySelector('.elsa-toolbar-icon .mud-theme-warning') !== null;
  };
  const pause = (time) => new Promise((resolve) => {
    setTimeout(resolve, time);
  });
  const saved = async () => {
    if (!place.querySelector(editor)) return;
    await pause(Math.max(0, touched + 1000 - performance.now()));
    for (const end = performance.now() + 10000; Number(place.dataset.saves) > 0 && performance.now() < end;) await pause(50);
  };

  // What is typed in a field is not saved yet. Whoever stays when asked has it saved.
  let [isTyped, typed] = [false, -Infinity];
  place.addEventListener('input', ({ target }) => {
    if (!target.closest('.monaco-editor, [placeholder^="Search"]')) isTyped = target.closest(editor) !== null;
  });
  // Scripts are taken over while they are typed, a little later.
  place.addEventListener('keydown', ({ target }) => {
    if (target.closest('.monaco-editor')) typed = performance.now() + 1000;
  });
  place.addEventListener('focusout', () => {
    if (isTyped) [isTyped, typed] = [false, Math.max(typed, performance.now())];
  });
  window.addEventListener('beforeunload', (event) => {
    if (!isUnsaved() && !isTyped && performance.now() > typed + 1000 && !(Number(place.dataset.saves) > 0)) return;
    event.preventDefault();
    if (isTyped) document.activeElement.blur();
  });

  window.studioUnsaved = { isUnsaved, saved };
})();
