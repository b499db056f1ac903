/* People type questions into the search box. Its small words ("how do I …") match half of the book, since the search looks for
   everything that begins with them; so they are taken out on the way to the search worker, unless nothing else is left. */
(() => {
  "use strict";
  if (!window.Worker || Worker.prototype.cuSearch) return;
  Worker.prototype.cuSearch = true;
  const QUERY = 2; // the theme's own number for "search this"
  const small = new Set(
    ("a about no not say says said saying tell customer customers customer's after am an and any are as at be been but by can could did do does doing for from get go got had has have he her " +
      "hers him his how i if in into is it its just like me mine my of off on one or our ours out shall she should so some somebody someone " +
      "something than that the their them then there these they thing this those to too up us was we were what when where which while who whom " +
      "why will with would you your yours").split(" "),
  );
  const withoutSmallWords = (typed) => {
    const words = typed.replace(/[?!.,;]+(?=\s|$)/g, "").split(/\s+/).filter(Boolean);
    const telling = words.filter((word) => !small.has(word.toLowerCase().replace(/['’](s|m|re|ve|ll|d|t)$/, "")));
    return (telling.length ? telling : words).join(" ");
  };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const asked = message && message.type === QUERY && typeof message.data === "string" && !/["+~^:*]/.test(message.data);
    return post.call(this, asked ? { ...message, data: withoutSmallWords(message.data) } : message, ...rest);
  };
})();
