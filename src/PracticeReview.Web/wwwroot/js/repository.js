// Search and filters answer at once, without loading the whole page. Without this script the form and links do it.
(() => {
  const form = document.getElementById('search');
  const results = document.getElementById('results');
  const filters = document.getElementById('filters');
  if (!form || !results || !filters) return;
  document.documentElement.classList.add('is-live');
  if (location.hash === '#filters') filters.classList.add('is-open');
  let running;

  const show = async (address, { push = true, scroll = false } = {}) => {
    running?.abort();
    const mine = running = new AbortController();
    results.classList.add('is-loading');
    try {
      const response = await fetch(address, { signal: mine.signal, headers: { Accept: 'text/html' } });
      if (!response.ok) throw new Error(response.status);
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const open = new Set([...filters.querySelectorAll('details[open]')].map(group => group.id));
      const places = new Map([...filters.querySelectorAll('.filter-values')].map(list => [list.parentElement.id, list.scrollTop]));
      const focus = document.activeElement?.id;
      filters.innerHTML = page.getElementById('filters').innerHTML;
      results.innerHTML = page.getElementById('results').innerHTML;
      for (const group of filters.querySelectorAll('details')) {
        group.open = open.has(group.id);
        group.querySelector('.filter-values').scrollTop = places.get(group.id) ?? 0;
      }
      if (focus && document.activeElement?.id !== focus) document.getElementById(focus)?.focus({ preventScroll: true });
      document.title = page.title;
      if (push) history.pushState({ repository: true }, '', address);
      document.getElementById('announcement').textContent = results.querySelector('[data-announce]').textContent.trim();
      if (scroll) {
        results.scrollIntoView();
        results.focus({ preventScroll: true });
      }
    } catch (error) {
      if (error.name !== 'AbortError') location.assign(address);
    } finally {
      if (running === mine) results.classList.remove('is-loading');
    }
  };

  const asked = () => {
    const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
    return `/${values.size ? `?${values}` : ''}`;
  };

  filters.addEventListener('change', () => show(asked()));
  form.addEventListener('submit', event => {
    event.preventDefault();
    filters.classList.remove('is-open');
    show(asked(), { scroll: true });
  });
  document.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.matches('.filters-open, .filters-close')) {
      event.preventDefault();
      const open = filters.classList.toggle('is-open', link.matches('.filters-open'));
      (open ? filters.querySelector('summary') : results).focus();
      if (open) filters.scrollIntoView();
    } else if (link.closest('.pager, .sorts, .active-filters, .suggestion, .filters-head') && link.origin === location.origin && link.pathname === '/') {
      event.preventDefault();
      form.elements.q.value = new URL(link.href).searchParams.get('q') ?? '';
      show(link.pathname + link.search, { scroll: link.closest('.pager') !== null });
    }
  });
  window.addEventListener('popstate', () => location.reload());
})();
