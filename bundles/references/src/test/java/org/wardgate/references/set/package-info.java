@NullMarked
package org.wardgate.references.set;

import org.jspecify.annotations.NullMarked;
