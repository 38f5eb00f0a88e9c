// What of a workflow the Studio has not saved yet, and the question before it is lost.
(() => {
  const place = document.getElementById('studio');
  if (!place) return;
  const editor = 'elsa-workflow-definition-editor';
  const pause = (time) => new Promise((resolve) => {
    setTimeout(resolve, time);
  });

  // With auto-save off, the Studio's orange dot says that something is not saved; with it on, the dot comes late.
  const isAutoSaveOff = () => [...place.querySelectorAll('.mud-switch')].find((one) => one.textContent.includes('Auto-save'))?.querySelector('input').checked === false;
  const isUnsaved = () => isAutoSaveOff() && place.querySelector('.elsa-toolbar-icon .mud-theme-warning') !== null;

  // A field counts for the Studio once it has lost the keyboard, a script while it is typed. The save with it begins half a second
  // later, or more where the processor is busy.
  const most = 12000;
  let [isTyped, before, coming] = [false, '', null];
  const write = (text) => {
    coming = { text, until: performance.now() + most };
  };
  place.addEventListener('focusin', ({ target }) => { before = target.value; });
  place.addEventListener('input', ({ target }) => {
    if (!target.closest('.monaco-editor, [placeholder^="Search"]')) isTyped = target.closest(editor) !== null;
  });
  place.addEventListener('keydown', ({ target }) => {
    if (target.closest('.monaco-editor')) write('');
  });
  place.addEventListener('focusout', ({ target }) => {
    if (isTyped && target.value !== before) write(target.value ?? '');
    isTyped = false;
  });
  window.addEventListener('studio-save', ({ detail }) => {
    if (coming && JSON.stringify(JSON.parse(detail)).includes(JSON.stringify(coming.text).slice(1, -1))) coming = null;
  });
  const isComing = () => coming !== null && performance.now() < coming.until && !isAutoSaveOff();
  const isSaving = () => Number(place.dataset.saves) > 0;

  let touched = -Infinity;
  for (const event of ['input', 'focusout', 'keydown', 'pointerup']) place.addEventListener(event, () => { touched = performance.now(); });
  const saved = async () => {
    if (!place.querySelector(editor)) return;
    await pause(touched + 1000 - performance.now());
    while (isComing()) await pause(50);
    for (const end = performance.now() + 10000; isSaving() && performance.now() < end;) await pause(50);
  };

  // Whoever stays when asked has it saved.
  window.addEventListener('beforeunload', (event) => {
    if (!isUnsaved() && !isTyped && !isComing() && !isSaving()) return;
    event.preventDefault();
    if (isTyped) document.activeElement.blur();
  });

  window.studioUnsaved = { isUnsaved, saved };
})();
