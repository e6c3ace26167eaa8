/** The walls of the house; see docs/architecture.md. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    forbid('no-cycles', 'Two files that need each other are one file or three.', {}, { circular: true }),
    forbid('core-is-alone', 'consent/core decides from values: no dependencies, no clock, no input or output.',
      { path: '^consent/core/' }, { pathNot: '^consent/core/' }),
    forbid('verifier-is-alone', 'Who verifies the log trusts nothing of who writes it: only Node itself.',
      { path: '^consent/audit/verifier/' }, { pathNot: '^consent/audit/verifier/', dependencyTypesNot: ['core'] }),
    forbid('agencies-are-strangers', 'A subgraph never imports another subgraph.',
      { path: '^subgraphs/([^/]+)/', pathNot: '^subgraphs/kit/' }, { path: '^subgraphs/[^/]+/', pathNot: ['^subgraphs/$1/', '^subgraphs/(kit|eligibility)/'] }),
    forbid('kit-knows-no-agency', 'What all agencies share knows none of them.',
      { path: '^subgraphs/kit/' }, { path: '^subgraphs/', pathNot: '^subgraphs/(kit|eligibility)/' }),
    forbid('eligibility-is-alone', 'subgraphs/eligibility judges from values: no dependencies, no clock, no person.',
      { path: '^subgraphs/eligibility/' }, { pathNot: '^subgraphs/eligibility/' }),
    forbid('subgraphs-without-gateway', 'An agency serves without the gateway’s code.',
      { path: '^subgraphs/' }, { path: '^(gateway|consent/(store|api|audit|pseudonyms))/' }),
    forbid('gateway-without-subgraphs', 'The gateway knows agencies by their schema and address only.',
      { path: '^gateway/' }, { path: '^subgraphs/' }),
    forbid('only-api-uses-the-kit', 'The consent subgraph is built like the others; the rest of consent/ knows no subgraph.',
      { path: '^consent/', pathNot: ['^consent/api/', '^consent/[^/]+/[^/]+\\.(resolver|types)\\.ts$'] }, { path: '^(subgraphs|gateway)/', pathNot: '^subgraphs/eligibility/' }),
    forbid('product-without-scaffolding', 'Nothing that runs in production needs the demo, the setup or the bench.',
      { path: '^(consent|gateway|subgraphs|schema)/' }, { path: '^(demo|deploy|bench|test)/' }),
    forbid('tests-are-leaves', 'Nothing imports tests.', { pathNot: '^test/' }, { path: '^test/' }),
    forbid('no-dev-dependencies-at-run-time', 'What runs needs only what is installed in production.',
      { path: '^(consent|gateway|subgraphs)/' }, { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(graphiql|react|react-dom|@types)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|node_modules/\\.cache)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
