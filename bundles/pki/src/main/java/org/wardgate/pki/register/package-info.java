/** What the ward CA issued and took back: one append-only file, and the same in memory. */
@NullMarked
package org.wardgate.pki.register;

import org.jspecify.annotations.NullMarked;
