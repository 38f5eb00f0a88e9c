// What Elsa Studio asks of the server passes here, so that a refusal is told to people and does not stop the Studio.
(() => {
  // What the server refuses is told above the Studio, where it stays until the next change succeeds. Where the Studio expects
  // no refusal it would stop: there it gets an answer that says nothing.
  const [place, told] = [document.getElementById('studio'), document.getElementById('studio-told')];
  if (!place) return;
  const show = (isShown) => {
    if (told.hidden !== isShown) return;
    told.hidden = !isShown;
    window.dispatchEvent(new Event('resize'));
  };
  const tell = (title, ...lines) => {
    const list = document.createElement('ul');
    for (const line of lines) list.append(Object.assign(document.createElement('li'), { textContent: line }));
    told.replaceChildren(Object.assign(document.createElement('p'), { className: 'notice-title', textContent: title }), list);
    show(true);
    told.scrollIntoView({ block: 'nearest' });
  };
  const tellOnce = (title, line) => {
    if (told.hidden || told.firstChild.textContent !== title) tell(title, line);
  };
  // The Studio says nothing of a file that it does not take, or says it in the words of its libraries.
  const problemOf = async (file) => {
    if (file.size > 10485760) return `${file.name} is larger than 10 MB.`;
    if (file.size === 0) return `${file.name} is empty.`;
    try {
      if (/\.zip$/i.test(file.name)) {
        const end = new Uint8Array(await file.slice(-65557).arrayBuffer());
        return end.some((_, i) => end[i] === 80 && end[i + 1] === 75 && end[i + 2] === 5 && end[i + 3] === 6) ? null : `${file.name} is no ZIP file, or a part of it is missing.`;
      }
      JSON.parse(await file.text());
      return null;
    } catch (error) {
      const at = /line (\d+) column (\d+)/.exec(error.message);
      return error instanceof SyntaxError ? `${file.name} is not valid JSON${at ? `: the mistake is near line ${at[1]}, column ${at[2]}` : ''}.` : `${file.name} can't be read.`;
    }
  };
  let isLookedAt = false;
  place.addEventListener('change', async (event) => {
    const chooser = event.target;
    if (isLookedAt || chooser.type !== 'file') return;
    event.stopImmediatePropagation();
    const problems = (await Promise.all([...chooser.files].map(problemOf))).filter(Boolean);
    if (problems.length > 0) {
      chooser.value = '';
      tell('Nothing was imported', ...problems);
      return;
    }
    isLookedAt = true;
    chooser.dispatchEvent(new Event('change', { bubbles: true }));
    isLookedAt = false;
  }, { capture: true });
  const expectsRefusal = (path) => path === '/workflow-definitions' || path.endsWith('/retract') || path.endsWith('/import');
  const reads = (method, path) => method === 'GET' || /\/(report|journal|options\/[^/]+|workflow-instances|type-definitions\/[^/]+)$/.test(path) && !path.startsWith('/bulk');
  const usualFetch = window.fetch.bind(window);

  // What finds nobody signed in waits until somebody is, and what may be asked twice until the server is there: nothing typed is lost.
  const answered = async (isRepeatable, ...request) => {
    for (let isWaiting = false; ; isWaiting = true) {
      let response;
      try {
        response = await usualFetch(...request);
      } catch (error) {
        if (request[1]?.signal?.aborted) throw error;
        response = new Response(null, { status: 503 });
      }
      if (response.status === 401) tellOnce('You are no longer signed in', 'Sign in again in another tab. Here it goes on by itself, with what you have written.');
      else if (response.status === 503 && isRepeatable) tellOnce('The server does not answer', 'Here it goes on by itself as soon as it does.');
      else {
        if (isWaiting) show(false);
        return response;
      }
      await new Promise((resolve) => {
        setTimeout(resolve, 2000);
      });
    }
  };
  // Whoever waits for the Studio to know something waits until it asks for nothing.
  let asks = 0;
  const ask = async (isRepeatable, ...request) => {
    place.dataset.asks = ++asks;
    try {
      const response = await answered(isRepeatable, ...request);
      keepTag(response);
      return response;
    } finally {
      place.dataset.asks = --asks;
    }
  };

  // A save says which save it has seen, so that nobody saves over another unnoticed; one comes after the other.
  const tags = new Map();
  const keepTag = (response) => {
    const tag = response.headers.get('etag');
    const id = /^"(.+):[^:]+"$/.exec(tag ?? '')?.[1];
    if (id) tags.set(id, tag);
  };
  const text = (body) => (typeof body === 'string' ? body : new TextDecoder().decode(body));
  const withTag = (options) => {
    const tag = tags.get(encodeURIComponent(JSON.parse(text(options.body)).model?.definitionId ?? ''));
    const headers = new Headers(options.headers);
    if (tag) headers.set('if-match', tag);
    return { ...options, headers };
  };
  let saving = Promise.resolve();
  let saves = 0;
  const newest = new Map();
  const save = async (input, options) => {
    const body = text(options.body);
    place.dataset.saves = ++saves;
    window.dispatchEvent(new CustomEvent('studio-save', { detail: body }));
    const response = saving.then(() => ask(true, input, withTag(options)));
    saving = response.catch(() => {}).then(() => {
      place.dataset.saves = --saves;
    });
    const answer = await response;
    const { definitionId } = JSON.parse(body).model;
    if (!answer.ok || !definitionId) return answer;
    // Of several that wait, each gets the newest answer.
    newest.set(definitionId, answer);
    await window.studioUnsaved.written();
    return newest.get(definitionId).clone();
  };

  // What is asked twice in a moment is asked once: a double click on Run starts one instance, and the Studio asks for what a list
  // offers each time it draws it. It also asks for all descriptions after each save; when they come late, it goes back to the workflow
  // as it was when it asked.
  const shared = new Map();
  const share = (key, time, isRepeatable, input, options) => {
    if (!shared.has(key)) {
      const response = ask(isRepeatable, input, { ...options, signal: undefined });
      shared.set(key, response);
      response.then((answer) => answer.ok, () => false).then((isDone) => setTimeout(() => {
        if (shared.get(key) === response) shared.delete(key);
      }, isDone ? time : 0));
    }
    return shared.get(key).then((response) => response.clone());
  };

  // A draft changes no description; whatever else is done may.
  const isDraft = (method, path, options) => method === 'POST' && path === '/workflow-definitions' && JSON.parse(text(options.body)).publish !== true;

  // A page of the instances of one workflow has the Studio list no others.
  const ofOne = (options) => {
    const filter = JSON.parse(text(options.body));
    return filter.definitionIds?.length ? options : { ...options, body: JSON.stringify({ ...filter, definitionIds: [place.dataset.instancesOf] }) };
  };

  window.fetch = async (input, given) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    const method = (given?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase();
    const path = address.pathname.replace(/^\/elsa\/api/, '');
    if (address.origin !== location.origin || path === address.pathname) return usualFetch(input, given);
    const options = place.dataset.instancesOf && method === 'POST' && path === '/workflow-instances' ? ofOne(given) : given;
    const isRead = reads(method, path);
    const response = await (method === 'POST' && path === '/workflow-definitions' ? save(input, options)
      : method === 'POST' && path.endsWith('/execute') ? share(path, 1000, false, input, options)
        : method === 'POST' && path.includes('/options/') ? share(path + text(options.body), 3000, true, input, options)
          : method === 'GET' && path.startsWith('/descriptors/') ? share(path + address.search, 30000, true, input, options)
            : ask(isRead || expectsRefusal(path), input, options));
    if (isRead) return response;
    if (!isDraft(method, path, options)) [...shared.keys()].filter((key) => key.startsWith('/descriptors/')).forEach((key) => shared.delete(key));
    const problem = path.startsWith('/bulk') || !response.ok ? await response.clone().json().catch(() => null) : null;
    const refused = problem?.errors?.generalErrors;
    if (response.ok) {
      if (refused) tell('Some of it was not done', ...refused);
      else show(false);
      window.dispatchEvent(new Event('studio-changed'));
      return response;
    }
    tell('This was not done', ...refused ?? ['The server could not do it. Try again; if it stays so, look at the logs.']);
    return expectsRefusal(path) ? response : new Response('{}', { status: 200, headers: { 'content-type': 'application/json', 'x-elsa-workflow-cannot-start': 'true' } });
  };
})();
