// What somebody types in the Studio. It draws its forms anew after each change and each save, also under the hands of who types in
// them: here the keyboard and the text go on in the field that comes in the place of the old one.
(() => {
  const place = document.getElementById('studio');
  if (!place) return;
  // Not those for several texts, an input within an input: each Enter empties them, once the answer to the last save is there.
  const fields = 'elsa-workflow-definition-editor :is(textarea, input:not([type=checkbox], [type=radio], [type=file], [type=hidden], [readonly], [placeholder^="Search"], .mud-input .mud-input input))';
  const isField = (element) => element.matches(fields) && !element.closest('.monaco-editor');

  // A field counts for the Studio once it has lost the keyboard.
  let [before, isChanged] = ['', false];
  place.addEventListener('focusin', ({ target }) => { [before, isChanged] = [target.value, false]; });
  place.addEventListener('input', () => { isChanged = true; });
  const isTyped = (field) => isChanged && isField(field) && field.value !== before;
  place.addEventListener('focusout', ({ target }) => {
    if (isTyped(target)) window.dispatchEvent(new CustomEvent('studio-typed', { detail: target.value }));
  });
  const isTyping = () => document.activeElement !== null && isTyped(document.activeElement);

  // So typed, the text can be undone, and leaving the field says that it was changed.
  const type = (field, text) => {
    field.select();
    document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
  };
  const nameOf = (field) => field.closest('.mud-input-control')?.querySelector('label')?.textContent ?? '';
  const alike = (name) => [...place.querySelectorAll(fields)].filter((field) => nameOf(field) === name);
  const placeOf = (field) => {
    const name = nameOf(field);
    return {
      name, position: alike(name).indexOf(field), wasTyped: isTyped(field), text: field.value,
      start: field.selectionStart, end: field.selectionEnd, direction: field.selectionDirection,
    };
  };
  const goOn = ({ name, position, wasTyped, text, start, end, direction }) => {
    const field = alike(name)[position];
    if (!field || field.disabled || document.activeElement !== document.body) return;
    field.focus({ preventScroll: true });
    if (wasTyped && field.value !== text) type(field, text);
    if (start !== null && field.value === text) field.setSelectionRange(start, end, direction);
  };

  // To some browsers a field that is taken away is one that was left; the Studio would answer that with yet another form.
  let isTaken = false;
  for (const event of ['change', 'blur', 'focusout']) {
    window.addEventListener(event, (left) => {
      if (isTaken) left.stopImmediatePropagation();
    }, { capture: true });
  }
  const { removeChild } = Node.prototype;
  Node.prototype.removeChild = function take(child) {
    const field = document.activeElement;
    if (!child.contains(field) || !place.contains(child) || !isField(field)) return removeChild.call(this, child);
    const left = placeOf(field);
    isTaken = true;
    try {
      return removeChild.call(this, child);
    } finally {
      isTaken = false;
      queueMicrotask(() => goOn(left));
    }
  };

  // Leaves the field that is typed in and goes back to it, so that it counts.
  const handOver = () => {
    const left = placeOf(document.activeElement);
    document.activeElement.blur();
    goOn({ ...left, wasTyped: false });
  };

  window.studioTyping = { isTyping, handOver };
})();
