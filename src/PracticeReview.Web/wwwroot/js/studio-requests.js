// What Elsa Studio asks of the server passes here, so that a refusal is told to people and does not stop the Studio.
(() => {
  // What the server refuses is told above the Studio, where it stays until the next change succeeds. Where the Studio expects
  // no refusal it would stop: there it gets an answer that says nothing.
  const told = document.getElementById('studio-told');
  if (!told) return;
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
  const expectsRefusal = (path) => path === '/workflow-definitions' || path.endsWith('/retract') || path.endsWith('/import');
  const reads = (method, path) => method === 'GET' || /\/(report|journal|options\/[^/]+|workflow-instances|type-definitions\/[^/]+)$/.test(path) && !path.startsWith('/bulk');
  const usualFetch = window.fetch.bind(window);

  // What finds nobody signed in waits until somebody is, and what may be asked twice until the server is there: nothing typed is lost.
  const ask = async (isRepeatable, ...request) => {
    for (let isWaiting = false; ; isWaiting = true) {
      let response;
      try {
        response = await usualFetch(...request);
      } catch (error) {
        if (error.name === 'AbortError') throw error;
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
  window.fetch = async (input, options) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    const method = (options?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase();
    const path = address.pathname.replace(/^\/elsa\/api/, '');
    if (address.origin !== location.origin || path === address.pathname) return usualFetch(input, options);
    const isRead = reads(method, path);
    const response = await ask(isRead || expectsRefusal(path), input, options);
    if (isRead) return response;
    if (response.ok) {
      show(false);
      return response;
    }
    const problem = await response.clone().json().catch(() => null);
    tell('This was not done', ...problem?.errors?.generalErrors ?? ['The server could not do it. Try again; if it stays so, look at the logs.']);
    return expectsRefusal(path) ? response : new Response('{}', { status: 200, headers: { 'content-type': 'application/json', 'x-elsa-workflow-cannot-start': 'true' } });
  };
})();
