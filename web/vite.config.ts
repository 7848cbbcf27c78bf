// SPDX-License-Identifier: Apache-2.0
import react from "@vitejs/plugin-react";
import { NodePackageImporter } from "sass";
import { defineConfig } from "vitest/config";

// Nothing is inlined and no style or script is written into a page, so that the server can send `default-src 'self'`.
// `npm run dev` passes calls on to a server started with `./run`; BLUELAMP_SERVER names another one.
export default defineConfig({
  plugins: [react()],
  css: {
    // GOV.UK Frontend 5 is written with Sass's @import, which still works and is deprecated.
    preprocessorOptions: {
      scss: { importers: [new NodePackageImporter()], quietDeps: true, silenceDeprecations: ["import"] },
    },
  },
  worker: { format: "es" },
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 1100, // maplibre-gl alone; it is loaded only by pages with a map
  },
  server: {
    fs: { allow: [".."] }, // the reference lists stand beside web/
    proxy: { "/api": process.env.BLUELAMP_SERVER ?? "http://127.0.0.1:8080" },
  },
  test: { include: ["tests/**/*.test.ts"], setupFiles: ["tests/setup.ts"], environment: "node" },
});
