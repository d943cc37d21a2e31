@NullMarked
package org.wardgate.references;

import org.jspecify.annotations.NullMarked;
