// SPDX-License-Identifier: Apache-2.0
/// <reference types="vite/client" />

// The build for strict content security policies has the same interface as the ordinary one.
declare module "maplibre-gl/dist/maplibre-gl-csp" {
  import * as maplibregl from "maplibre-gl";
  export default maplibregl;
}
