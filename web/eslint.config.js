// SPDX-License-Identifier: Apache-2.0
import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

// The limits of the whole house: files of 400 lines, functions of 60, five parameters, nesting of three.
const houseLimits = {
  "max-lines": ["error", 400],
  "max-lines-per-function": ["error", { max: 60, skipComments: true }],
  "max-params": ["error", 5],
  "max-depth": ["error", 3],
  "max-len": ["error", { code: 120, ignoreUrls: true }],
};

export default ts.config(
  { ignores: ["dist/", "src/generated/", "node_modules/"] },
  js.configs.recommended,
  ...ts.configs.recommended,
  { rules: houseLimits },
  {
    files: ["src/**/*.{ts,tsx}", "tests/**/*.ts"],
    ...a11y.flatConfigs.recommended,
    plugins: { ...a11y.flatConfigs.recommended.plugins, "react-hooks": hooks },
    languageOptions: {
      ...a11y.flatConfigs.recommended.languageOptions,
      globals: { ...globals.browser, ...globals.sharedWorker },
    },
    rules: {
      ...a11y.flatConfigs.recommended.rules,
      ...hooks.configs.recommended.rules,
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
    },
  },
  {
    // One table of named cases per unit: the length of a describe block says nothing about its reader's trouble.
    files: ["tests/**/*.ts"],
    rules: { "max-lines-per-function": "off" },
  },
  { files: ["**/*.mjs", "*.config.{js,ts}"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
);
