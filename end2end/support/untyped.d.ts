// Packages that come without types.
declare module "doiuse" {
  import type { Plugin } from "postcss";
  export default function doiuse(options: {
    browsers: string[];
    onFeatureUsage: (usage: { feature: string; message: string }) => void;
  }): Plugin;
}
