// Puts an element of Elsa Studio into the page, and leads what it wants to open to pages of this site. The Studio takes seconds
// to start, so it stays when one of its pages leads to another: only what surrounds it and its element are exchanged.
(() => {
  const place = document.getElementById('studio');
  if (!place) return;
  const base = '/admin/workflows';
  const wait = document.getElementById('studio-wait');
  const told = document.getElementById('studio-told');
  const stopped = document.getElementById('blazor-error-ui');

  // The Studio fills the window below what it takes for its own bar.
  const fit = () => {
    const above = place.getBoundingClientRect().top + window.scrollY + 16;
    place.style.setProperty('--mud-appbar-height', `${Math.min(above, Math.max(0, window.innerHeight - 560))}px`);
  };
  fit();
  window.addEventListener('resize', fit);

  const edit = (id) => visit(`${base}/edit/${encodeURIComponent(id)}`);
  const view = (id) => visit(`${base}/instances/${encodeURIComponent(id)}`);

  // The Studio also changes the address, and links, as if it had its own pages, below the base address or at the root.
  const own = (address) => {
    const match = /^(?:\/admin)?(?:\/workflows)+\/(definitions|instances)\/([^/]+)\/(edit|view)$/.exec(new URL(address, document.baseURI).pathname);
    const id = match && decodeURIComponent(match[2]);
    return match && (match[1] === 'definitions' ? () => edit(id) : () => view(id));
  };
  for (const name of ['pushState', 'replaceState']) {
    const usual = history[name].bind(history);
    history[name] = (state, title, address) => {
      const go = address && own(address);
      return go ? go() : usual(state, title, address);
    };
  }

  // An instance is drawn until the Studio has started; how far it has come is what people look for.
  const findWaiting = () => [...wait.querySelectorAll('.is-failed, .is-waiting')].at(-1)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  findWaiting();

  let element;
  const show = () => {
    element = document.createElement(place.dataset.element);
    element.setAttribute('remote-endpoint', `${location.origin}/elsa/api`);
    if (place.dataset.attribute) element.setAttribute(place.dataset.attribute, place.dataset.value);
    element.editWorkflowDefinition = edit;
    element.viewWorkflowInstance = view;
    element.workflowDefinitionExecuted = view;
    const drawn = element;
    const end = () => {
      observer.disconnect();
      if (drawn !== element || wait.hidden) return;
      wait.hidden = true;
      window.dispatchEvent(new Event('studio-drawn'));
    };
    // The server's drawing stays until the Studio's own one has its first activity, or the Studio draws something else.
    const awaited = wait.querySelector('.drawing-activity') ? '.x6-node .elsa-activity' : '.mud-table, .rz-splitter';
    let patience;
    const observer = new MutationObserver(() => {
      if (drawn.querySelector(awaited)) end();
      else if (drawn.querySelector('.rz-splitter')) patience ??= setTimeout(end, 10000);
    });
    observer.observe(drawn, { childList: true, subtree: true });
    for (const event of ['click', 'keydown']) drawn.addEventListener(event, end);
    place.append(drawn);
  };
  customElements.whenDefined(place.dataset.element).then(show);

  const hasStudio = (address) => address.origin === location.origin && (
    address.pathname === base || /^\/(instances(\/[^/]+)?|edit\/[^/]+(\/instances)?)$/.test(address.pathname.slice(base.length)));

  const { isUnsaved, saved } = window.studioUnsaved;
  let exchanged = -Infinity;
  let shown = location.pathname;
  let visits = 0;
  const visit = async (address, { isBack = false } = {}) => {
    const asked = ++visits;
    const target = new URL(address, location.origin);
    const leave = () => (isBack ? location.reload() : location.assign(target));
    try {
      if (!element || !stopped.hidden) return leave();
      place.ariaBusy = 'true';
      await saved();
      if (asked !== visits) return undefined;
      const response = await fetch(target, { headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const next = page.getElementById('studio');
      if (asked !== visits) return undefined;
      place.ariaBusy = null;
      if (!response.ok || response.redirected || !next) return leave();
      if (!isBack) Blazor.navigateTo(target.href);
      shown = target.pathname;
      exchanged = performance.now();
      element.remove();
      wait.replaceChildren(...page.getElementById('studio-wait').children);
      wait.hidden = false;
      told.hidden = true;
      document.title = page.title;
      document.querySelector('main .page-head').replaceWith(page.querySelector('main .page-head'));
      for (const name of ['element', 'attribute', 'value', 'instancesOf']) place.dataset[name] = next.dataset[name] ?? '';
      fit();
      window.scrollTo(0, 0);
      const heading = document.querySelector('main h1');
      heading.tabIndex = -1;
      heading.focus();
      findWaiting();
      // An element of Blazor ends one second after it left the page, and the next one may not begin before.
      await new Promise((resolve) => {
        setTimeout(resolve, 1100);
      });
      if (asked === visits) show();
    } catch {
      place.ariaBusy = null;
      leave();
    }
    return undefined;
  };

  // The Studio asks before it unpublishes what is selected, but not before it unpublishes one.
  window.addEventListener('click', (event) => {
    const item = event.target.closest?.('.mud-menu-item');
    if (item?.textContent.trim() !== 'Unpublish') return;
    const isOfSelection = place.dataset.element === 'elsa-workflow-definition-list' && !item.closest('.mud-list').textContent.includes('Edit');
    if (!isOfSelection && !confirm('Unpublish? Nothing new starts by this workflow until a version of it is published again. What is under way goes on.')) event.stopImmediatePropagation();
  }, { capture: true });

  const notSaved = 'Auto-save is off, and your last changes are not saved. Leave without them?';
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target || link.hasAttribute('download')) return;
    const target = new URL(link.href);
    const isOnThisPage = target.hash && target.pathname === location.pathname;
    const go = own(target) || (!place.contains(link) && hasStudio(target) && (() => visit(target)));
    if (target.origin !== location.origin || isOnThisPage || (place.contains(link) && !go)) return;
    event.preventDefault();
    if (go) {
      if (!isUnsaved() || confirm(notSaved)) go();
    } else {
      place.ariaBusy = 'true';
      saved().then(() => {
        place.ariaBusy = null;
        location.assign(target);
      });
    }
  });
  window.addEventListener('popstate', () => {
    if (location.pathname === shown) return;
    if (isUnsaved() && !confirm(notSaved)) history.forward();
    else if (hasStudio(new URL(location.href))) visit(location.href, { isBack: true });
    else location.reload();
  });

  // What is published and what things are called stands above the Studio, too.
  const renew = async () => {
    const [at, head] = [location.pathname, document.querySelector('main .page-head')];
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const next = page.querySelector('main .page-head');
    if (!next || at !== shown || !head.isConnected || head.contains(document.activeElement)) return;
    head.replaceWith(next);
    document.title = page.title;
  };
  let renewal = 0;
  window.addEventListener('studio-changed', () => {
    clearTimeout(renewal);
    renewal = setTimeout(() => renew().catch(() => {}), 1000);
  });

  // What stops the Studio is told where it can be seen, and not by its own yellow bar. An element that was taken away while it
  // was still being built may stop it, too; then the page that was asked for is loaded as a whole.
  new MutationObserver(() => {
    if (stopped.style.display !== 'block') return;
    if (performance.now() - exchanged < 5000) {
      location.reload();
    } else {
      stopped.hidden = false;
      wait.hidden = true;
    }
  }).observe(stopped, { attributes: true, attributeFilter: ['style'] });
})();
