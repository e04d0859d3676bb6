import { defineConfig } from "vite";

// Two pages, one script each, into the package; what they share becomes a chunk of its own.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../api/pages/static/web",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the pages allow no data: fonts
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      input: { network: "src/network.ts", editor: "src/editor.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  worker: { format: "es", rollupOptions: { output: { entryFileNames: "[name]-[hash].js" } } },
});
