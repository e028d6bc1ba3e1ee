// What Marram keeps in the browser. Either storage may be missing or blocked; then nothing is kept.

export const DEVICE_PREFIX = "marram:device:";
export const SITE_PREFIX = "marram:";

/** Return "sessionStorage" or "localStorage" if it can be used, else null. */
export function storageNamed(name) {
  try {
    const storage = window[name];
    storage.setItem(SITE_PREFIX + "probe", "1");
    storage.removeItem(SITE_PREFIX + "probe");
    return storage;
  } catch {
    return null;
  }
}

// htmx notes the address of its last page in the tab.
const HTMX_PLACE = "htmx-current-path-for-history";

/** Remove every key that starts with the prefix, from both storages, and the last page htmx met. */
export function forget(prefix) {
  storageNamed("sessionStorage")?.removeItem(HTMX_PLACE);
  for (const storage of [storageNamed("sessionStorage"), storageNamed("localStorage")]) {
    if (storage === null) continue;
    Object.keys(storage).filter((key) => key.startsWith(prefix)).forEach((key) => storage.removeItem(key));
  }
}
