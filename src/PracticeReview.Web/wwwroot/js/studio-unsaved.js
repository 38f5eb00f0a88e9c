// What of a workflow the Studio has not saved yet: answers and buttons wait for it, and who leaves is asked before it is lost.
(() => {
  const place = document.getElementById('studio');
  if (!place) return;
  const editor = 'elsa-workflow-definition-editor';
  const pause = (time) => new Promise((resolve) => {
    setTimeout(resolve, time);
  });
  const until = async (isDone, longest) => {
    for (const end = performance.now() + longest; !isDone() && performance.now() < end;) await pause(20);
  };

  // With auto-save off, the Studio's orange dot says that something is not saved; with it on, the dot comes late.
  const autoSave = () => [...place.querySelectorAll('.mud-switch')].find((one) => one.textContent.includes('Auto-save'));
  const isAutoSaveOff = () => autoSave()?.querySelector('input').checked === false;
  const isUnsaved = () => isAutoSaveOff() && place.querySelector('.elsa-toolbar-icon .mud-theme-warning') !== null;

  // The save with what was typed begins half a second after the field was left, or more where the processor is busy; with what is
  // typed in a script, while it is typed.
  const most = 12000;
  let [isChosen, coming] = [false, null];
  // From the press of a button until the save that it begins.
  let isByHand = false;
  const write = (text) => {
    coming = { text, until: performance.now() + most };
  };
  window.addEventListener('studio-typed', ({ detail }) => write(detail));
  const writes = ({ key, ctrlKey, metaKey }) => (ctrlKey || metaKey ? /^[vxyz]$/i.test(key) : key.length === 1 || /^(Enter|Tab|Backspace|Delete)$/.test(key));
  place.addEventListener('keydown', (event) => {
    if (event.target.closest('.monaco-editor') && writes(event)) write('');
  });
  place.addEventListener('input', ({ target }) => {
    if (target.matches(`${editor} :is([type=checkbox], [type=radio])`) && !autoSave()?.contains(target)) isChosen = true;
  });
  place.addEventListener('focusout', () => { isChosen = false; });
  window.addEventListener('studio-save', ({ detail }) => {
    [isChosen, isByHand] = [false, false];
    if (coming && JSON.stringify(JSON.parse(detail)).includes(JSON.stringify(coming.text).slice(1, -1))) coming = null;
  });
  const isComing = () => coming !== null && performance.now() < coming.until && !isAutoSaveOff();
  const isSaving = () => Number(place.dataset.saves) > 0;
  const isAsking = () => Number(place.dataset.asks) > 0;
  const { isTyping, handOver } = window.studioTyping;

  let touched = -Infinity;
  for (const event of ['input', 'focusout', 'keydown', 'pointerup']) place.addEventListener(event, () => { touched = performance.now(); });
  const saved = async () => {
    if (!place.querySelector(editor)) return;
    await pause(touched + 1000 - performance.now());
    await until(() => !isComing(), most);
    await until(() => !isSaving(), 10000);
  };

  // The Studio puts what a save answers in the place of what it holds, and what is not in it is gone. So the answer waits until all
  // is in a save, but not for ever: the Studio would take that for a server that is down.
  const written = () => until(() => !isTyping() && !isComing() && !isSaving() && !isByHand, 20000);

  // Clicks once what was typed is with the Studio: a field once the server was asked about it, a script half a second after the last
  // key. No answer comes between; what is not in a save by then is in the one that the click begins.
  let isActing = false;
  const act = async (button) => {
    if (isActing) return;
    [isActing, isByHand] = [true, true];
    place.ariaBusy = 'true';
    await pause(Math.max(200, touched + 600 - performance.now()));
    await until(() => !isAsking() && !isComing(), 5000);
    coming = null;
    place.ariaBusy = null;
    isActing = false;
    button?.click();
    setTimeout(() => { isByHand = false; }, 3000);
  };

  // The Studio saves with Ctrl+S as well, but without the field that is typed in, and no longer in the second workflow that is opened.
  window.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 's' || !autoSave()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isTyping()) handOver();
    act(place.querySelector('.elsa-toolbar-icon button'));
  }, { capture: true });

  // What was typed just before is published and run with the rest.
  window.addEventListener('click', (event) => {
    const button = event.target.closest?.('button');
    if (!event.isTrusted || coming === null || performance.now() > coming.until || !button || !autoSave()?.closest('.mud-toolbar, .mud-paper')?.contains(button)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act(button);
  }, { capture: true });

  // Whoever stays when asked has it saved.
  window.addEventListener('beforeunload', (event) => {
    if (!isUnsaved() && !isChosen && !isTyping() && !isComing() && !isSaving()) return;
    event.preventDefault();
    if (isTyping()) document.activeElement.blur();
  });

  window.studioUnsaved = { isUnsaved, saved, written };
})();
