// Elsa Studio's script editor (Monaco) is larger than all its other scripts, and the Studio asks for one at once, behind a tab.
// It comes when one is to be seen, or once the Studio has drawn what it shows and rests; until then, calls of it wait.
(() => {
  const place = document.getElementById('studio');
  const editor = window.blazorMonaco?.editor;
  if (!place || !editor) return;
  const folder = '/admin/workflows/_content/BlazorMonaco/lib/monaco-editor/min/vs';

  const fetchAll = async () => {
    await new Promise((resolve, reject) => {
      document.body.append(Object.assign(document.createElement('script'), { src: `${folder}/loader.js`, onload: resolve, onerror: reject }));
    });
    await new Promise((resolve, reject) => {
      window.require(['vs/editor/editor.main'], resolve, reject);
    });
  };
  let fetched;
  const load = () => {
    fetched ??= fetchAll().catch((error) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  };

  const rested = new Promise((resolve) => {
    const rest = window.requestIdleCallback ?? ((act) => setTimeout(act, 2000));
    window.addEventListener('studio-drawn', () => {
      if (place.dataset.attribute) rest(resolve, { timeout: 10000 });
    });
  });
  const isSeen = (id) => document.getElementById(id)?.offsetParent;

  // Who asked for an editor may have left before it came. Then nothing is answered: an answer that the Studio does not expect
  // would stop it.
  const coming = new Map();
  for (const [name, usual] of Object.entries(editor)) {
    if (typeof usual !== 'function') continue;
    const call = (...given) => usual.apply(editor, given);
    const create = async (id, ...given) => {
      if (!isSeen(id)) await rested;
      await load();
      if (!document.getElementById(id)) await new Promise(() => {});
      coming.delete(id);
      return call(id, ...given);
    };
    editor[name] = name === 'create' || name === 'createDiffEditor'
      ? (id, ...given) => coming.set(id, create(id, ...given)).get(id)
      : (id, ...given) => (coming.has(id) ? coming.get(id).then(() => call(id, ...given)) : call(id, ...given));
  }
})();
