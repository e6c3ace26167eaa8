import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.freigabe/'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise that nobody awaits is an entry that may never be written.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 260, skipBlankLines: true, skipComments: true }],
      // A pool that nobody listens to ends its process with the first connection it loses.
      'no-restricted-syntax': ['error', { selector: 'NewExpression[callee.property.name="Pool"][callee.object.name="pg"]', message: 'Use openPool, or testPool in tests.' }],
      // The environment is read in one place per program.
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read the environment in the config.ts of the program only.' }],
    },
  },
  {
    files: ['gateway/config.ts', 'gateway/telemetry-off.ts', 'subgraphs/kit/config.ts', 'consent/audit/*/config.ts', 'deploy/config.ts', 'test/kit/**', 'test/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['consent/audit/open-pool.ts', 'subgraphs/kit/release-record/writer.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**', 'bench/**'],
    rules: { 'max-lines': 'off', 'no-console': 'off', '@typescript-eslint/no-explicit-any': 'off' },
  },
);
