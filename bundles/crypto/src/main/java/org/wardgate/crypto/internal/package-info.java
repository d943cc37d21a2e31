/** What the exported packages share; not exported. */
@NullMarked
package org.wardgate.crypto.internal;

import org.jspecify.annotations.NullMarked;
