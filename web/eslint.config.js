import esx from "eslint-plugin-es-x";
import { newer } from "./phone/lint/newer.js";

// What is built, against what it is built for: the build lowers syntax, and neither objects nor methods nor the words of a pattern.
export default [
  {
    files: ["dist/phone/**/*.js"],
    languageOptions: { ecmaVersion: "latest", sourceType: "module" },
    linterOptions: { noInlineConfig: true },
    plugins: { linli: { rules: { newer } }, ...esx.configs["flat/restrict-to-es2018"].plugins },
    rules: {
      ...esx.configs["flat/restrict-to-es2018"].rules,
      // toggleAttribute stands in src/old.ts; the rest are methods of the reader of codes (qr), on objects of its own.
      "linli/newer": ["error", ["toggleAttribute", "upgrade", "resize"]],
      "es-x/no-dynamic-import": "off", // Chrome 63, Safari 11.1
      "es-x/no-import-meta": "off", // Chrome 64, Safari 11.1
      "es-x/no-regexp-lookbehind-assertions": "error", // Safari 16.4
    },
  },
  // Read by whatever engine there is.
  { files: ["phone/recovery.js"], languageOptions: { ecmaVersion: 5, sourceType: "script" }, rules: {} },
];
