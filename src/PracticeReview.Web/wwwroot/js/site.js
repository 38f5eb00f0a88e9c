// Small things for every page. Pages work without it.
(() => {
  // Dates are told in the browser's zone to readers without an account.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.split('; ').includes(`tz=${encodeURIComponent(zone)}`)) {
    document.cookie = `tz=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }

  // Counters below texts with a limit.
  for (const counter of document.querySelectorAll('[data-count-for]')) {
    const field = document.getElementById(counter.dataset.countFor);
    const limit = Number(counter.dataset.countLimit);
    const update = () => {
      const text = field.value.trim();
      const count = counter.dataset.countUnit === 'words' ? (text ? text.split(/\s+/).length : 0) : [...text].length;
      counter.textContent = counter.dataset.countText.replace('{0}', count).replace('{1}', limit);
      counter.classList.toggle('is-over', count > limit);
    };
    field.addEventListener('input', update);
    update();
  }

  // What is wrong is read out first, and the next tab stop is the first link to a field.
  document.getElementById('problems')?.focus();

  // A second click while a form is on its way sends nothing. The server guards too.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches('form[data-once]')) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'true';
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-once]').forEach(form => delete form.dataset.sent));
})();
