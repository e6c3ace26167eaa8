/** What runs in the browser: GraphiQL with fields for who asks, why and on what occasion. Kept in memory only. */
export const CLIENT_SCRIPT = `'use strict';
const form = document.getElementById('caller');
const root = ReactDOM.createRoot(document.getElementById('graphiql'));
const settings = JSON.parse(document.getElementById('settings').textContent);
let round = 0;

const headers = () => {
  const { token, purpose, occasion } = Object.fromEntries(new FormData(form));
  return {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    ...(token && { authorization: 'Bearer ' + token.trim() }),
    ...(purpose && { 'x-purpose-of-use': purpose }),
    ...(occasion && { 'x-occasion': occasion }),
  };
};

const fetcher = async (params, options) => {
  const own = Object.fromEntries(Object.entries(options?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const response = await fetch('/graphql', { method: 'POST', headers: { ...headers(), ...own }, body: JSON.stringify(params) });
  return response.json();
};

const memory = new Map();
const storage = {
  get length() { return memory.size; },
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, value) => { memory.set(key, value); },
  removeItem: (key) => { memory.delete(key); },
  clear: () => { memory.clear(); },
};

const show = () =>
  root.render(React.createElement(GraphiQL, { key: round++, fetcher, storage, defaultQuery: settings.defaultQuery, shouldPersistHeaders: false }));

form.addEventListener('submit', (event) => { event.preventDefault(); show(); });
show();
`;

export const CLIENT_STYLE = `html, body { height: 100%; margin: 0; font: 15px/1.4 system-ui, sans-serif; }
body { display: flex; flex-direction: column; }
#caller { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; padding: .6rem 1rem; border-bottom: 1px solid #ccc; }
#caller label { display: grid; gap: .15rem; font-size: .8rem; }
#caller input, #caller select, #caller button { font: inherit; padding: .3rem .5rem; min-width: 12rem; }
#caller button { min-width: auto; }
#graphiql { flex: 1; min-height: 0; }
`;
