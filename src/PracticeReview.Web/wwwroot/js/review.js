// Counts the criteria answered, as they are. The server counts too, so the page works without it.
(() => {
  const progress = document.querySelector('[data-progress]');
  if (!progress) return;
  const criteria = [...document.querySelectorAll('[data-criterion]')];
  const update = () => {
    const answered = criteria.filter(criterion => criterion.querySelector('.levels input:checked')).length;
    progress.textContent = progress.dataset.progress.replace('{0}', answered).replace('{1}', criteria.length);
  };
  document.addEventListener('change', update);
  update();
})();
