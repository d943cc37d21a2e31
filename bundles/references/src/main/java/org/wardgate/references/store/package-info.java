/** Keeps what was adopted, offers what is new, and refuses what is old. */
@NullMarked
package org.wardgate.references.store;

import org.jspecify.annotations.NullMarked;
