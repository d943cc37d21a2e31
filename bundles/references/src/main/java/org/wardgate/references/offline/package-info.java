/**
 * Reads and writes manifests without a gateway. Reading looks at no signature unless it says so.
 */
@NullMarked
package org.wardgate.references.offline;

import org.jspecify.annotations.NullMarked;
