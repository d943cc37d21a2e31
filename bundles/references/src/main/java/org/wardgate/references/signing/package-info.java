/** Who signed a manifest, and whether that signer may speak for what is in it. */
@NullMarked
package org.wardgate.references.signing;

import org.jspecify.annotations.NullMarked;
