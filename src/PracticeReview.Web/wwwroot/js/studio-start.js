// Starts Elsa Studio, or says why it can't.
(() => {
  const place = document.getElementById('studio');
  if (!place) return;

  const canRun = () => {
    try {
      return typeof WebAssembly === 'object' && new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) instanceof WebAssembly.Module;
    } catch {
      return false;
    }
  };
  if (!canRun()) {
    document.querySelector('#studio-wait .studio-loading').hidden = true;
    document.getElementById('studio-none').hidden = false;
    return;
  }

  // All assemblies come in one file, which the page asked for before anything else. Without it the Studio gets them one by one.
  const read = (bytes) => {
    const length = new DataView(bytes).getUint32(0, true);
    let at = 4 + length;
    return new Map(JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))).map(([name, size]) => {
      const part = new Uint8Array(bytes, at, size);
      at += size;
      return [name, part];
    }));
  };
  const assemblies = place.dataset.assemblies
    ? fetch(place.dataset.assemblies).then((response) => (response.ok ? response.arrayBuffer().then(read) : new Map())).catch(() => new Map())
    : Promise.resolve(new Map());

  Blazor.start({
    // Compiling .NET's instructions further while the Studio starts costs more than it brings.
    configureRuntime: (runtime) => runtime.withRuntimeOptions(['traces', 'jit-call', 'interp-entry'].map((part) => `--no-jiterpreter-${part}-enabled`)),
    loadBootResource: (type, _, address) => {
      if (type !== 'assembly' && type !== 'globalization') return undefined;
      return assemblies.then((parts) => {
        const part = parts.get(address.slice(address.lastIndexOf('/') + 1));
        return part ? new Response(part, { headers: { 'content-type': type === 'assembly' ? 'application/wasm' : 'application/octet-stream' } }) : fetch(address);
      });
    },
  });
})();
