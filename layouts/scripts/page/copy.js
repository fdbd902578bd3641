'use strict';
/* A button under each citation that copies it. Without scripts the text is there to be selected.
   Its words stand on the section. */
(() => {
  const SAYS_SO_FOR = 2000; // milliseconds

  /* The clipboard may be refused (an old browser, a page in a frame): then what is selected is copied, as by hand. */
  async function copy(block) {
    try {
      await navigator.clipboard.writeText(block.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(block);
      return document.execCommand('copy');
    }
  }

  for (const block of document.querySelectorAll('.cite pre')) {
    const words = block.closest('.cite').dataset;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = words.copy;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      button.textContent = (await copy(block)) ? words.copied : words.selected;
      setTimeout(() => { button.textContent = words.copy; }, SAYS_SO_FOR);
    });
    block.after(button);
  }
})();
