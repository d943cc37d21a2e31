@NullMarked
package org.wardgate.references.store;

import org.jspecify.annotations.NullMarked;
