/** Put the pages of the built book into this one, as one document to print; `tools/pdf.py` calls it in the browser. */

/** Name everything on a page so that no two pages share a name, and point its links at where things are now. */
function joined(article, entry, pages, address) {
  const own = (id) => `${entry}--${id}`;
  for (const fallback of article.querySelectorAll("noscript")) fallback.replaceWith(...fallback.childNodes);
  for (const named of article.querySelectorAll("[id]")) named.id = own(named.id);
  for (const image of article.querySelectorAll("img")) {
    image.src = new URL(image.getAttribute("src"), address).href;
    image.loading = "eager";
  }
  for (const link of article.querySelectorAll("a[href]")) {
    const [path, name] = new URL(link.getAttribute("href"), address).href.split("#");
    const page = pages.find((other) => other.address === path);
    if (page) link.href = name ? `#${page.entry}--${name}` : `#${page.entry}`;
    else if (path.startsWith(new URL(".", document.baseURI).href)) link.removeAttribute("href"); // a file of the site
  }
  // What is collapsed on the page: code and checks stay on the site, answers are printed.
  for (const details of article.querySelectorAll("details")) {
    if (details.matches(".hide")) details.remove();
    else details.open = true;
  }
  const idle = ".headerlink, script, button, .mb-surface, .mb-run, .copybtn, .mb-online";
  for (const element of article.querySelectorAll(idle)) element.remove();
  return article;
}

/**
 * @param {{title: string, lines: string[], parts: {caption: string, pages: string[]}[]}} book what is to be printed
 * @returns {Promise<void>} once everything is there, pictures and fonts included
 */
async function joinBook({ title, lines, parts }) {
  const pages = parts
    .flatMap((part) => part.pages)
    .map((entry) => ({ entry, address: new URL(`${entry}.html`, document.baseURI).href }));
  const main = document.createElement("main");
  main.className = "bd-content";
  const heads = document.createElement("style"); // of the pages of each article
  const contents = document.createElement("nav");
  contents.className = "mb-contents";
  const add = (name, text) => contents.append(Object.assign(document.createElement(name), { textContent: text }));
  add("h1", title);
  for (const line of lines) add("p", line);
  add("h2", "Contents");
  main.append(contents);
  for (const { caption, pages: entries } of parts) {
    const list = document.createElement("ol");
    if (caption) add("h3", caption);
    contents.append(list);
    for (const entry of entries) {
      const { address } = pages.find((page) => page.entry === entry);
      const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
      const article = joined(document.importNode(page.querySelector("article"), true), entry, pages, address);
      article.id = entry;
      const heading = article.querySelector("h1").textContent;
      article.style.page = `page-${main.children.length}`;
      heads.textContent += `@page ${article.style.page} { @top-right { content: ${JSON.stringify(heading)} } }\n`;
      list.insertAdjacentHTML("beforeend", `<li><a href="#${entry}"><span></span><span class="mb-page"></span></a></li>`);
      list.lastElementChild.querySelector("span").textContent = heading;
      main.append(article);
    }
  }
  const none = ["top-left", "top-right", "bottom-center"].map((place) => `@${place} { content: none }`);
  heads.textContent += `@page { ${none[1]} } @page :first { ${none.join(" ")} }`; // of the contents, of the title
  document.head.append(heads);
  document.body.replaceChildren(main);
  document.body.className = "mb-print";
  document.title = title;
  document.documentElement.dataset.theme = "light";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  await document.fonts.ready;
}

/** Write the page numbers into the contents, in their order. */
function numberPages(numbers) {
  document.querySelectorAll(".mb-page").forEach((place, i) => (place.textContent = numbers[i]));
}
