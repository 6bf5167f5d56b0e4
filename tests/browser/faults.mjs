// Faults of many pages, told once: what is wrong in words, with the places that have it.

import assert from 'node:assert/strict'

/** A place to gather faults in. */
export function faultList() {
  const places = new Map()
  return {
    add(place, faults) {
      for (const fault of faults) places.set(fault, [...places.get(fault) ?? [], place])
    },
    /** Fails with all faults, if there is one. */
    none() {
      const told = [...places].slice(0, 40).map(([fault, at]) => `${fault}\n    in ${at.length} places: ${at.slice(0, 3).join(' ')}`)
      assert.equal(places.size, 0, `\n${places.size} kinds of faults:\n${told.join('\n')}\n`)
    },
  }
}
